using Tracegate.Compiler.Bound;
using Xunit;

namespace Tracegate.GoldenTests.CodeGen;

/// <summary>The trees of <c>cases/lowered</c> after the lowering passes, the gate's above all.</summary>
public sealed class LoweringTests
{
    public static TheoryData<string> Scripts() => CodeCases.In("lowered");

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task Lowers(string script) =>
        CodeCases.Verify(script, BoundTreePrinter.Print(CodeCases.Compile(script).Lowered), "txt");
}
