using System.Collections.Immutable;
using Tracegate.Compiler.Btf;

namespace Tracegate.Compiler.Profiles;

/// <summary>Finds out how the fields of a format file are read.</summary>
internal static class TracepointBinder
{
    private const string StructPrefix = "trace_event_raw_";
    private const string ClassPrefix = "__bpf_trace_";
    private const int SyscallArguments = 16;

    public static Tracepoint Bind(TracepointFormat format, BtfView? types)
    {
        bool isEnter = IsSyscall(format.Name, "sys_enter_");
        if (isEnter || IsSyscall(format.Name, "sys_exit_"))
            return new Tracepoint(format.Name, null, [.. format.CommonFields.Select(Fixed), .. format.Fields.Select(field => Syscall(field, isEnter))]);
        BtfComposite? record = types is null ? null : FindStruct(format, types);
        return new Tracepoint(
            format.Name, record,
            [.. format.CommonFields.Select(field => Member(field, record, "ent", field.Name["common_".Length..])),
             .. format.Fields.Select(field => Member(field, record, field.MemberName))]);
    }

    private static bool IsSyscall(TracepointName name, string prefix) =>
        name.Category == TracepointName.Syscalls && name.Event.StartsWith(prefix, StringComparison.Ordinal);

    private static TracepointField Fixed(TracepointFormatField field) => new(field, new TracepointAccess.FixedOffset(field.Offset));

    // Kernels that copy strings add locations after the arguments; these have no fixed place.
    private static TracepointField Syscall(TracepointFormatField field, bool isEnter) => field switch
    {
        { Name: "__syscall_nr" } => new(field, new TracepointAccess.SyscallNumber()),
        { Kind: TracepointFieldKind.Plain, Offset: >= SyscallArguments } when isEnter =>
            new(field, new TracepointAccess.SyscallArgument((field.Offset - SyscallArguments) / 8)),
        { Name: "ret" } when !isEnter => new(field, new TracepointAccess.SyscallReturn()),
        _ => Fixed(field),
    };

    private static TracepointField Member(TracepointFormatField field, BtfComposite? record, params ReadOnlySpan<string> path)
    {
        ImmutableArray<BtfStep> steps = [];
        BtfComposite? at = record;
        foreach (string name in path)
        {
            if (at?.Find(name) is not { } found)
                return Fixed(field);
            steps = steps.AddRange(found.Steps);
            at = found.Type.Resolved as BtfComposite;
        }
        return new TracepointField(field, new TracepointAccess.Member(new BtfField(steps)));
    }

    /// <summary>
    /// The struct of the event, or of the event class that it shares with others (<c>DEFINE_EVENT</c>). The class is the one
    /// whose functions have the event's signature, else one whose members are the fields.
    /// </summary>
    private static BtfComposite? FindStruct(TracepointFormat format, BtfView types)
    {
        IEnumerable<BtfComposite> candidates =
            new[] { types.FindStruct(StructPrefix + format.Name.Event) }.OfType<BtfComposite>()
            .Concat(ClassesWithSignature(format.Name.Event, types))
            .Concat(types.Files.SelectMany(file => file.WithPrefix(BtfKind.Struct, StructPrefix)).Cast<BtfComposite>());
        return candidates.FirstOrDefault(candidate => Matches(format, candidate));
    }

    private static IEnumerable<BtfComposite> ClassesWithSignature(string name, BtfView types)
    {
        if (types.FindFunction("__probestub_" + name) is not { } probe)
            return [];
        return probe.Owner.FunctionsOf(probe.Proto)
            .Where(function => function.Name.StartsWith(ClassPrefix, StringComparison.Ordinal))
            .Select(function => types.FindStruct(StructPrefix + function.Name[ClassPrefix.Length..]))
            .OfType<BtfComposite>();
    }

    // The record begins with struct trace_entry ent and ends with the flexible __data; between them lie the fields.
    private static bool Matches(TracepointFormat format, BtfComposite candidate) =>
        candidate.Members.Length >= format.Fields.Length + 1
        && format.Fields.All(field => candidate.Members.Any(member =>
            member.Name == field.MemberName && member.BitOffset == field.Offset * 8L));
}
