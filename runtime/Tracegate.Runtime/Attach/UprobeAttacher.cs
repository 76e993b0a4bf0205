using System.Globalization;
using Tracegate.Contract;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>
/// uprobe and uretprobe: places in a file. All places of one binary share one multi link where the kernel has that
/// (P-expand-multi; it also detaches faster); otherwise each is a perf event of the kernel's uprobe source.
/// </summary>
internal sealed unsafe class UprobeAttacher(bool isReturn) : Attacher
{
    private const string Source = "uprobe";
    private const string CppQualifier = "cpp";

    /// <inheritdoc/>
    internal override void Expand(ProgramPlan plan, IReadOnlyList<string> target, AttachContext context)
    {
        // "bin:fn", "bin:cpp:fn"; with -p also "fn" and "cpp:fn".
        var isCpp = target.Count > 1 && target[^2] == CppQualifier;
        var binary = target.Count > (isCpp ? 2 : 1) ? target[0] : ProcessBinary(context);
        var part = target[^1];
        var paths = context.Binaries.Find(binary);
        if (paths.Count == 0 && !FileGlob.IsPattern(binary))
            context.Fail(plan.Info.AttachPoint, $"there is no binary '{binary}'", "give its full path");
        foreach (var path in paths)
        {
            // A pattern may mean thousands: they are not kept open.
            using var once = FileGlob.IsPattern(binary) ? new BinaryCache() : null;
            ExpandBinary(plan, once ?? context.Binaries, path, part, isCpp, context);
        }
    }

    /// <inheritdoc/>
    internal override void Prepare(ProgramPlan plan, AttachContext context)
    {
        plan.IsMulti = context.Has(KernelFeatures.UprobeMulti);
        plan.Program.AttachType = plan.IsMulti ? AttachType.TraceUprobeMulti : AttachType.None;
    }

    /// <inheritdoc/>
    internal override void Attach(ProgramPlan plan, AttachContext context)
    {
        if (!plan.IsMulti)
        {
            AttachSingly(plan, context);
            return;
        }

        foreach (var group in plan.Sites.GroupBy(static site => site.Group, StringComparer.Ordinal))
            MultiLink.Attach(group.ToArray(), context, sites => CreateMulti(plan, sites.Span, context));
    }

    private static string ProcessBinary(AttachContext context) =>
        context.Process > 0 ? $"/proc/{context.Process}/exe" : "";

    private static void ExpandBinary(
        ProgramPlan plan, BinaryCache binaries, string path, string part, bool isCpp, AttachContext context)
    {
        var prefix = $"{plan.Provider.Name}:{path}:";
        if (binaries.Open(path, out var problem) is not { } elf)
        {
            context.Fail(prefix + part, $"'{path}' cannot be used: {problem}", "name an executable or a shared library");
            return;
        }

        if (isCpp)
        {
            CppSymbols.Expand(plan, elf, prefix, part.Trim('"'));
            return;
        }

        var plus = part.LastIndexOf('+');
        var (symbol, offset) = plus > 0 ? (part[..plus], Number(part[(plus + 1)..])) : (part, (ulong?)0);
        if (Number(part) is { } address)
            plan.Sites.Add(new(prefix + part, path, "", elf.FileOffset(address) ?? address));
        else if (offset is null)
            context.Fail(prefix + part, $"'{part[(plus + 1)..]}' is not an offset");
        else if (Wildcard.IsPattern(symbol))
            ExpandPattern(plan, elf, prefix, symbol);
        else
            ExpandSymbol(plan, elf, prefix, symbol, offset.Value, context);
    }

    private static void ExpandSymbol(
        ProgramPlan plan, ElfFile elf, string prefix, string symbol, ulong offset, AttachContext context)
    {
        var full = offset == 0 ? prefix + symbol : $"{prefix}{symbol}+{offset}";
        if (elf.Find(symbol) is { } found)
        {
            if (offset != 0 && offset >= found.Size && !context.Unsafe)
                context.Fail(full, $"offset {offset} is outside of the function, which has {found.Size} bytes");
            else if (elf.FileOffset(found.Address + offset) is { } place)
                plan.Sites.Add(new(full, elf.Path, symbol, place));
            else
                context.Fail(full, $"the symbol '{symbol}' is not in the file");
            return;
        }

        var hint = elf.Sections.Any(static s => s.Name == ".symtab") ? "check the name" : "the binary is stripped: check the name";
        context.Fail(full, $"there is no symbol '{symbol}' in {elf.Path}", hint);
    }

    private static void ExpandPattern(ProgramPlan plan, ElfFile elf, string prefix, string pattern)
    {
        var names = new SortedDictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var found in elf.Symbols())
        {
            var at = found.Name.IndexOf('@', StringComparison.Ordinal);
            var name = at > 0 ? found.Name[..at] : found.Name;
            if (found.IsFunction
                && Wildcard.IsMatch(pattern, name)
                && !name.Contains(".part.", StringComparison.Ordinal)
                && elf.FileOffset(found.Address) is { } place)
            {
                names.TryAdd(name, place);
            }
        }

        // Aliases are one place: a program must not run twice for one call.
        var places = new HashSet<ulong>();
        foreach (var (name, place) in names)
        {
            if (places.Add(place))
                plan.Sites.Add(new(prefix + name, elf.Path, name, place));
        }
    }

    private static ulong? Number(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? ulong.TryParse(text.AsSpan(2), NumberStyles.HexNumber, null, out var hex) ? hex : null
        : ulong.TryParse(text, out var number) ? number : null;

    private int CreateMulti(ProgramPlan plan, ReadOnlySpan<Site> sites, AttachContext context)
    {
        const uint returnFlag = 1;
        var offsets = new ulong[sites.Length];
        var cookies = new ulong[sites.Length];
        for (var i = 0; i < sites.Length; i++)
            (offsets[i], cookies[i]) = (sites[i].Offset, sites[i].Cookie);
        fixed (byte* path = NativeText.Bytes(sites[0].Group))
        fixed (ulong* o = offsets)
        fixed (ulong* c = cookies)
        {
            var options = new BpfLinkCreateOptions
            {
                Size = BpfLinkCreateOptions.FullSize,
                MultiFlags = isReturn ? returnFlag : 0,
                MultiCount = (uint)sites.Length,
                UprobePath = path,
                UprobeOffsets = o,
                UprobeCookies = c,
                UprobePid = (uint)Math.Max(0, context.Process),
            };
            return context.Calls.CreateLink(plan.Program.Fd, 0, AttachType.TraceUprobeMulti, &options);
        }
    }

    private void AttachSingly(ProgramPlan plan, AttachContext context)
    {
        var type = context.Calls.SourceType(Source);
        foreach (var site in plan.Sites)
        {
            if (type < 0)
            {
                context.Fail(site.Name, "this kernel has no uprobes (CONFIG_UPROBE_EVENTS)");
                continue;
            }

            fixed (byte* path = NativeText.Bytes(site.Group))
            {
                // Programs run for disabled events as well. An enabled one would be told to its CPU, which takes five
                // times as long as all the rest.
                var attributes = new PerfEventAttributes
                {
                    Type = (uint)type,
                    Flags = PerfConstants.FlagDisabled,
                    Config = isReturn ? 1u : 0u,
                    Config1 = (ulong)path,
                    Config2 = site.Offset,
                };
                var cpu = context.Process > 0 ? -1 : Cpus.Online[0];
                PerfEvent.Attach(context, plan, site, attributes, context.Process, cpu);
            }
        }
    }
}
