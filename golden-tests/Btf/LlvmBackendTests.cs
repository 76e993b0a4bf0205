using System.Text;
using Tracegate.Compiler.Llvm;
using Xunit;

namespace Tracegate.GoldenTests.Btf;

public sealed class LlvmBackendTests
{
    private static string TracepointIr { get; } = TestData.Text("tracepoint.ll");

    [Fact]
    public void An_object_has_the_sections_that_libbpf_expects()
    {
        LlvmResult result = LlvmBackend.Compile(TracepointIr);
        Assert.Empty(result.Errors);
        string bytes = Encoding.Latin1.GetString(result.Output.Span);
        Assert.StartsWith("\u007fELF", bytes, StringComparison.Ordinal);
        foreach (string section in new[] { ".BTF", ".BTF.ext", ".maps", "license", ".rodata", ".data.gate", ".tracegate.meta", "tracepoint/syscalls/sys_enter_openat" })
            Assert.Contains(section + "\0", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain(".eh_frame", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_IR_gives_the_same_bytes() =>
        Assert.Equal(LlvmBackend.Compile(TracepointIr).Output.ToArray(), LlvmBackend.Compile(TracepointIr).Output.ToArray());

    [Fact]
    public void Assembly_and_optimised_IR_are_text()
    {
        Assert.Contains("call 35", LlvmBackend.Compile(TracepointIr, new LlvmOptions { Emit = LlvmEmit.Assembly }).Text, StringComparison.Ordinal);
        Assert.Contains("define", LlvmBackend.Compile(TracepointIr, new LlvmOptions { Emit = LlvmEmit.OptimizedIr }).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_syntax_error_in_the_IR_has_line_and_column()
    {
        LlvmError error = Assert.Single(LlvmBackend.Compile("define i64 @f() {\n  ret i32 oops\n}\n").Errors);
        Assert.Equal((LlvmStage.Parse, 2, 11), (error.Stage, error.Line, error.Column));
    }

    [Fact]
    public void A_broken_module_is_told_by_the_verifier() =>
        Assert.Equal(LlvmStage.Verify, LlvmBackend.Compile(
            "declare ptr @llvm.preserve.struct.access.index.p0.p0(ptr, i32, i32)\n" +
            "define ptr @f(ptr %p) {\n  %q = call ptr @llvm.preserve.struct.access.index.p0.p0(ptr %p, i32 0, i32 0)\n  ret ptr %q\n}\n").Errors[0].Stage);

    [Fact]
    public void An_unknown_pass_is_an_error() =>
        Assert.Equal(LlvmStage.Passes, LlvmBackend.Compile(TracepointIr, new LlvmOptions { Passes = "no-such-pass" }).Errors[0].Stage);

    [Fact]
    public void What_BPF_cannot_do_is_told_with_the_line_of_the_script()
    {
        string ir = TracepointIr.Replace(
            "%l = call i64 inttoptr (i64 181 to ptr)(i32 10, ptr @cb, ptr null, i64 0), !dbg !61",
            "%l = call i64 inttoptr (i64 181 to ptr)(i32 10, ptr @cb, ptr null, i64 0, i64 1, i64 2), !dbg !61", StringComparison.Ordinal);
        LlvmError error = LlvmBackend.Compile(ir).Errors[0];
        Assert.Equal((LlvmStage.Emit, "tp.bt", 2, 3), (error.Stage, Path.GetFileName(error.File), error.Line, error.Column));
        Assert.Contains("too many arguments", error.Message, StringComparison.Ordinal);
    }

    [BpftoolFact]
    public void The_kernel_accepts_the_object_and_knows_the_script_lines()
    {
        string xlated = "";
        (bool success, string output) = Bpftool.LoadAll(
            LlvmBackend.Compile(TracepointIr).Output,
            pinned => xlated = Bpftool.Run("prog", "dump", "xlated", "pinned", Path.Combine(pinned, "tp")).Output);
        Assert.True(success, output);
        Assert.Contains("; @counts[curtask.parent.pid] = count();", xlated, StringComparison.Ordinal);
    }
}
