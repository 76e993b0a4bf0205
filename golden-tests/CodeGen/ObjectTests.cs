using System.Text;
using Tracegate.Compiler.Profiles;
using Tracegate.Contract;
using Tracegate.GoldenTests.Btf;
using Tracegate.GoldenTests.Harness;
using Tracegate.GoldenTests.Kernel;
using Xunit;

namespace Tracegate.GoldenTests.CodeGen;

/// <summary>What holds for every object: the kernel takes it, its bytes depend on the script only, its metadata reads back.</summary>
[Collection(KernelCollection.Name)]
public sealed class ObjectTests
{
    private static readonly Lazy<TargetProfile> Host = new(() => HostProfile.Create());

    // What a kernel must have before it takes programs of these providers.
    private static readonly Dictionary<string, string> Features = new()
    {
        ["kprobe"] = "kprobe",
        ["kretprobe"] = "kprobe",
        ["fentry"] = "fentry",
        ["fexit"] = "fentry",
    };

    public static TheoryData<string> Scripts()
    {
        var folders = new[] { Path.Combine(Repository.Tests, "Kernel", "cases"), Path.Combine(Repository.Root, "tools") };
        return new(folders
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.bt", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Order(StringComparer.Ordinal));
    }

    /// <summary>What this kernel must have before it takes the programs, and has not.</summary>
    internal static string[] Lacking(ObjectMetadata metadata) =>
    [
        .. metadata.Programs.Select(program => Features.GetValueOrDefault(program.Provider)).OfType<string>().Distinct()
            .Where(feature => !Kernel.KernelFeatures.Has(feature)),
    ];

    // X-aot-format
    [SkippableTheory]
    [MemberData(nameof(Scripts))]
    public void The_kernel_loads_it_with_bpftool(string script)
    {
        var elf = Emit(script);
        string[] lacking = [.. Lacking(MetadataReader.Read(Section(elf, ContractVersion.SectionName))), .. HelpersOf(script).Where(feature => !Kernel.KernelFeatures.Has(feature))];
        Skip.If(lacking.Length > 0, $"this kernel has no {string.Join(", ", lacking)}");
        var (success, output) = Bpftool.LoadAll(elf);
        Assert.True(success, output);
    }

    // Helpers without which a program does not load; kernel cases name what they need.
    private static IEnumerable<string> HelpersOf(string script) => script.Contains("Kernel/cases/", StringComparison.Ordinal)
        ? Kernel.KernelCase.Read(Path.Combine(Repository.Root, script)).Features.Where(static feature => feature == "write_user")
        : [];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Two_compilations_give_the_same_bytes(string script) => Assert.Equal(Emit(script), Emit(script));

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Metadata_reads_back(string script)
    {
        var metadata = MetadataReader.Read(Section(Emit(script), ContractVersion.SectionName));
        Assert.NotEmpty(metadata.Programs);
        Assert.Equal(MetadataWriter.Write(metadata), MetadataWriter.Write(MetadataReader.Read(MetadataWriter.Write(metadata))));
    }

    [Fact]
    public void It_has_the_sections_of_the_contract()
    {
        var elf = Emit("tools/readlat.bt");
        foreach (var name in new[] { WellKnown.GateSection, ContractVersion.SectionName, ".maps", "license", ".BTF", ".BTF.ext" })
        {
            Assert.False(Section(elf, name).IsEmpty, name);
        }
    }

    private static byte[] Emit(string script)
    {
        var compilation = CodeCases.Compile(Path.Combine(Repository.Root, script), script, Host.Value);
        var elf = compilation.EmitObject();
        Assert.True(elf is not null, Compiler.Diagnostics.DiagnosticRenderer.Render(compilation.Diagnostics));
        return elf;
    }

    // Elf64_Ehdr: e_shoff at 40, e_shentsize at 58, e_shnum, e_shstrndx; Elf64_Shdr: name at 0, offset at 24, size at 32.
    private static ReadOnlySpan<byte> Section(byte[] elf, string name)
    {
        var table = (int)BitConverter.ToInt64(elf, 40);
        var (entry, count, names) = (BitConverter.ToInt16(elf, 58), BitConverter.ToInt16(elf, 60), BitConverter.ToInt16(elf, 62));
        var text = (int)BitConverter.ToInt64(elf, table + (names * entry) + 24);
        for (var i = 0; i < count; i++)
        {
            var header = table + (i * entry);
            var start = text + BitConverter.ToInt32(elf, header);
            var end = Array.IndexOf(elf, (byte)0, start);
            if (Encoding.ASCII.GetString(elf, start, end - start) == name)
            {
                return elf.AsSpan((int)BitConverter.ToInt64(elf, header + 24), (int)BitConverter.ToInt64(elf, header + 32));
            }
        }

        return [];
    }
}
