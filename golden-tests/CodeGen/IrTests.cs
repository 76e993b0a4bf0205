using Tracegate.Compiler.Bound;
using Xunit;

namespace Tracegate.GoldenTests.CodeGen;

/// <summary>
/// The lowered trees of <c>cases/lowered</c> and the functions that we write for <c>cases/ir</c>: one construct each,
/// without declarations, debug info and metadata.
/// </summary>
public sealed class IrTests
{
    public static TheoryData<string> LoweredScripts() => CodeCases.In("lowered");

    public static TheoryData<string> IrScripts() => CodeCases.In("ir");

    [Theory]
    [MemberData(nameof(LoweredScripts))]
    public Task Lowers(string script) =>
        CodeCases.Verify(script, BoundTreePrinter.Print(CodeCases.Compile(script).Lowered), "txt");

    [Theory]
    [MemberData(nameof(IrScripts))]
    public Task Writes(string script) =>
        CodeCases.Verify(script, Functions(CodeCases.Compile(script).EmitLlvm(debug: false)), "ll");

    private static string Functions(string module)
    {
        var inside = false;
        var lines = new List<string>();
        foreach (var line in module.Split('\n'))
        {
            inside |= line.StartsWith("define ", StringComparison.Ordinal);
            if (inside)
            {
                lines.Add(line);
            }

            inside &= line != "}";
        }

        return string.Join('\n', lines);
    }
}
