using Tracegate.Compiler;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Lowering;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;
using Tracegate.GoldenTests.CodeGen;
using Tracegate.GoldenTests.Harness;
using Xunit;

namespace Tracegate.GoldenTests.Imports;

/// <summary>Headers and imports of C, where a golden file cannot say what is at stake.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // L-btf-types: what kernel headers define and BTF knows is relocated; a definition in the script wins.
    [Theory]
    [InlineData("#include <linux/thing.h>\nbegin { print(((struct task_struct *)0).pid); }", true)]
    [InlineData("#include <linux/thing.h>\nbegin { print(((struct only_header *)0).pid); }", false)]
    [InlineData("#include <linux/thing.h>\nstruct list_head { int pid; };\nbegin { print(((struct list_head *)0).pid); }", false)]
    public void L_btf_types_of_kernel_headers_are_relocated(string script, bool isRelocated)
    {
        var kernel = Write("kernel/include/linux/thing.h", "struct task_struct { int wrong; int pid; }; struct only_header { int pid; };");
        Write("kernel/include/linux/kconfig.h", "");
        var compilation = Compile(script, new CompilationOptions { KernelHeaders = [Path.Combine(folder.Path, "kernel")] });
        Assert.True(compilation.IsValid, string.Join('\n', compilation.Diagnostics));
        var field = compilation.Bound.WithDescendants().OfType<BoundField>().Single();
        var type = Assert.IsType<StructType>(Assert.IsType<PointerType>(field.Target.Type).Pointee);
        Assert.Equal(isRelocated, type.Btf is not null);
        Assert.True(File.Exists(kernel));
    }

    // O-I
    [Fact]
    public void O_I_folders_and_headers_of_the_command_line_count()
    {
        Write("include/lib.h", "#define FROM_LIB 42");
        var options = new CompilationOptions { ImportPaths = [Path.Combine(folder.Path, "include")], Includes = ["lib.h"] };
        var compilation = Compile("begin { print(FROM_LIB); }", options);
        Assert.True(compilation.IsValid, string.Join('\n', compilation.Diagnostics));
        Assert.Equal(42UL, compilation.Bound.WithDescendants().OfType<BoundConstant>().Single().Bits);
    }

    [Theory]
    [InlineData("x.bpf.o", "no object", "TG1103")]
    [InlineData("x.bpf.c", "int f(void) { return unknown; }", "TG1110")]
    public void Unusable_code_is_reported(string file, string text, string code)
    {
        Write(file, text);
        var compilation = Compile($"import \"{file}\"; begin {{ }}");
        Assert.False(compilation.IsValid);
        Assert.Equal([code], compilation.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public async Task Objects_need_their_types()
    {
        var source = Write("x.bpf.c", "int f(void) { return 1; }");
        var clang = await ProcessRunner.Run("clang-19", ["-target", "bpf", "-O2", "-c", source, "-o", Path.Combine(folder.Path, "x.bpf.o")]);
        Assert.Equal(0, clang.ExitCode);
        var compilation = Compile("import \"x.bpf.o\"; begin { f(); }");
        Assert.False(compilation.IsValid);
        Assert.Equal(["TG1103"], compilation.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public void L_import_stmt_brings_only_c()
    {
        Write("y.bt", "begin { }");
        var compilation = Compile("config = { unstable_import_statement = enable } begin { import \"y.bt\"; }");
        Assert.False(compilation.IsValid);
        Assert.Contains("TG1107", compilation.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public void Objects_that_do_not_fit_are_reported()
    {
        Write("a.bpf.c", "char LICENSE[] __attribute__((section(\"license\"))) = \"Proprietary\"; int f(void) { return 1; }");
        var compilation = Compile("import \"a.bpf.c\"; begin { print(f()); }", new CompilationOptions { Linker = new CaseLinker() });
        Assert.Null(compilation.EmitObject());
        Assert.Equal(["TG3004"], compilation.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    // L-import-c: a compiled object serves as well as its source, and the result is the same each time.
    [Fact]
    public async Task L_import_c_takes_objects_and_is_deterministic()
    {
        var source = Write("lib/sum.bpf.c", "int sum(int a, int b) { return a + b; }");
        var clang = await ProcessRunner.Run("clang-19", ["-target", "bpf", "-O2", "-g", "-c", source, "-o", Path.Combine(folder.Path, "lib/sum.bpf.o")]);
        Assert.Equal(0, clang.ExitCode);
        Write("a.bt", "import \"lib/sum.bpf.o\"; begin { print(sum(1, 2)); }");
        var objects = new List<byte[]>();
        foreach (var name in new[] { "1.bpf.o", "2.bpf.o" })
        {
            var target = Path.Combine(folder.Path, name);
            var compile = await ProcessRunner.Run(Repository.Tracegate, ["compile", Path.Combine(folder.Path, "a.bt"), "-o", target]);
            Assert.True(compile.ExitCode == 0, compile.ToString());
            objects.Add(await File.ReadAllBytesAsync(target));
        }

        Assert.Equal(objects[0], objects[1]);
    }

    [Theory]
    [InlineData("TRACEGATE_LIBCLANG", "#include <stdint.h>\nbegin { }", "TG1119", "install libclang1-19")]
    [InlineData("TRACEGATE_CLANG", "import \"x.bpf.c\"; begin { }", "TG1103", "install clang-19")]
    public async Task Missing_clang_is_reported_with_its_package(string variable, string script, string code, string hint)
    {
        Write("x.bpf.c", "int f(void) { return 1; }");
        var result = await ProcessRunner.Run(
            Repository.Tracegate, ["compile", Write("x.bt", script), "-o", Path.Combine(folder.Path, "x.o")],
            new Dictionary<string, string> { [variable] = "/nonexistent" });
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(code, result.Error);
        Assert.Contains(hint, result.Error);
    }

    private Compilation Compile(string script, CompilationOptions? options = null)
    {
        var path = Path.Combine(folder.Path, "x.bt");
        return Compilation.Create(new SourceText("x.bt", script, path), options ?? new CompilationOptions(), CodeCases.Reference);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
