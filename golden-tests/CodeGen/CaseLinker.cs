using Tracegate.Compiler.Imports;
using Tracegate.GoldenTests.Btf;
using Tracegate.GoldenTests.Harness;

namespace Tracegate.GoldenTests.CodeGen;

/// <summary>Links as the executables do, by the libbpf of bpftool: this process has none of its own.</summary>
internal sealed class CaseLinker : IObjectLinker
{
    public byte[]? Link(IReadOnlyList<ReadOnlyMemory<byte>> objects, out string problem)
    {
        using var folder = new TemporaryFolder();
        var paths = objects.Select((bytes, i) => Path.Combine(folder.Path, $"{i}.o")).ToArray();
        for (var i = 0; i < paths.Length; i++)
            File.WriteAllBytes(paths[i], objects[i].Span);
        var output = Path.Combine(folder.Path, "linked.o");
        (var success, problem) = Bpftool.Run(["gen", "object", output, .. paths]);
        return success ? File.ReadAllBytes(output) : null;
    }
}
