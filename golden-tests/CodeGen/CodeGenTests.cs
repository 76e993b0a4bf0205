using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tracegate.Compiler;
using Tracegate.Compiler.CodeGen;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Llvm;
using Tracegate.Compiler.Profiles;
using Tracegate.Compiler.Source;
using Tracegate.Contract;
using Tracegate.GoldenTests.Btf;
using Tracegate.GoldenTests.Harness;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Features;
using VerifyTests;
using VerifyXunit;
using Xunit;

namespace Tracegate.GoldenTests.CodeGen;

/// <summary>
/// The scripts of <c>cases/codegen</c>, each named by the LANGUAGE item it shows, as the IR that we write: without debug
/// info, metadata and what every object has.
/// </summary>
public sealed class CodeGenTests
{
    private static readonly string[] EveryObjectHas = ["source_filename", "target triple", "@metadata", "@LICENSE", "@llvm.compiler.used", "attributes #"];

    public static TheoryData<string> Scripts() => new(Names());

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Writes(string script)
    {
        var compilation = Compile(script);
        Assert.True(compilation.IsValid, DiagnosticRenderer.Render(compilation.Diagnostics));
        var lines = compilation.EmitLlvm(debug: false).Split('\n').Where(line => !EveryObjectHas.Any(line.StartsWith));
        await Verify(script, string.Join('\n', lines).Trim('\n'));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void MakesTheSameBytesEveryTime(string script)
    {
        var (first, second) = (Compile(script).EmitObject(), Compile(script).EmitObject());
        Assert.NotNull(first);
        Assert.Equal(first, second);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void KeepsItsMetadataInTheObject(string script)
    {
        var compilation = Compile(script);
        var bytes = compilation.EmitObject();
        var expected = MetadataWriter.Write(compilation.Emitted.Metadata);
        Assert.True(bytes.AsSpan().IndexOf(expected) > 0);
        Assert.Equal(expected, MetadataWriter.Write(MetadataReader.Read(expected)));
    }

    [BpftoolFact]
    public void EveryCaseLoadsAsANormalObject()
    {
        using var folder = new TemporaryFolder();
        foreach (var script in Names())
        {
            // The kernels of containers often lack kprobes; what needs them is tested on the guest kernels.
            var compilation = Compile(script, ProfileLoader.Host);
            if (ObjectTests.Lacking(compilation.Emitted.Metadata).Length > 0)
                continue;
            var path = Path.Combine(folder.Path, script + ".bpf.o");
            File.WriteAllBytes(path, compilation.EmitObject()!);
            var pins = $"/sys/fs/bpf/tracegate-test-{Environment.ProcessId}";
            var (success, output) = Bpftool.Run("prog", "loadall", path, pins);
            if (Directory.Exists(pins))
                Directory.Delete(pins, recursive: true);
            Assert.True(success, $"{script}\n{output}");
        }
    }

    [Fact]
    public void TooMuchStackIsAnError()
    {
        // TG3001, X-stack-err: each of these lives on the stack, since the limit says so.
        var variables = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"$v{i} = (1, 2, 3, 4, 5, 6, nsecs, {i}); @m{i} = $v{i};"));
        var source = new SourceText("x.bt", $"config = {{ on_stack_limit = 128 }} begin {{ {variables} }}");
        var compilation = Compilation.Create(source, new CompilationOptions(), Profile(ProfileLoader.Reference));
        Assert.Null(compilation.EmitObject());
        Assert.Contains(compilation.Diagnostics, diagnostic => diagnostic.Code == CodeDiagnostics.StackTooLarge.Code);
    }

    [Theory]
    [InlineData(LlvmStage.Load, "no libLLVM found", "TG3002")]
    [InlineData(LlvmStage.Emit, "unsupported signed division", "TG3003")]
    [InlineData(LlvmStage.Emit, "Looks like the BPF stack limit is exceeded", "TG3001")]
    public void ErrorsOfTheBackEndBecomeDiagnostics(LlvmStage stage, string message, string code)
    {
        var diagnostic = CodeDiagnostics.Of(new LlvmError(stage, message, "x.bt", 1, 1), new SourceText("x.bt", "begin { }"));
        Assert.Equal(code, diagnostic.Code);
    }

    [Fact]
    public void WarningsAreWrittenOnlyWhenAskedFor()
    {
        var source = new SourceText("x.bt", "begin { print(@m[1]); @m[2] = 3; }");
        bool Warns(bool warnings) => Compilation
            .Create(source, new CompilationOptions { Warnings = warnings }, Profile(ProfileLoader.Reference))
            .Emitted.Metadata.Events.Any(row => row.Error == RuntimeErrorKind.MissingElement);
        Assert.True(Warns(true));
        Assert.False(Warns(false));
    }

    [Fact]
    public void ThePidFilterFillsItsPlace()
    {
        // Seven words and one more for the idle value 1; the words of other code stay.
        var code = new byte[8 * 10];
        for (var i = 0; i < 8; i++)
            code[8 * (i + 1)] = (byte)PatchPoint.Nothing;
        Assert.Equal(1, PatchPoint.ApplyPidFilter(code, 1234));
        Assert.Equal(0, code[0]);
        Assert.Equal(0xbf, code[8]);
        Assert.Equal(1234u, BitConverter.ToUInt32(code, (8 * 5) + 4));
        Assert.Equal(1u, BitConverter.ToUInt32(code, (8 * 6) + 4));
        Assert.Equal(PatchPoint.Nothing, BitConverter.ToUInt64(code, 8 * 8));
        Assert.Equal(0, code[8 * 9]);
    }

    [Fact]
    public void TheIdsOfANamespaceFillTheirPlace()
    {
        ulong[] words =
        [
            CallPidTgid, .. Enumerable.Repeat(PatchPoint.Nothing, PatchPoint.NamespaceRoom - 1), StoreAt(-24),
            CallPidTgid, .. Enumerable.Repeat(PatchPoint.Nothing, PatchPoint.NamespaceRoom), 0x95,
        ];
        var code = MemoryMarshal.AsBytes(words.AsSpan());
        Assert.Equal(1, PatchPoint.ApplyNamespace(code, 4, 0xf0000001));
        Assert.Equal(CallPidTgid, words[0]);
        // The device, the inode, and a place below all that is used on the stack.
        Assert.Equal((4UL << 32) | 0x01b4, words[7]);
        Assert.Equal((0xf0000001UL << 32) | 0x02b4, words[8]);
        Assert.Equal(-32, (int)(words[10] >> 32));
        Assert.Equal(-32, (short)(words[13] >> 16));
        Assert.Equal(0x95UL, words[14]);
    }

    [Fact]
    public void TG5008_WhenTheStackHasNoRoomForTheIds()
    {
        var source = new SourceText("x.bt", "begin { @ = pid; }");
        var bytes = Compilation.Create(source, new CompilationOptions(), Profile(ProfileLoader.Reference)).EmitObject()!;
        var image = ObjectImage.Parse("x.bpf.o", bytes);
        Assert.NotEqual(bytes, image.WithNamespace(4, 0xf0000001).Bytes);
        var call = BitConverter.GetBytes(CallPidTgid);
        // The instruction behind the place uses the lowest word of the stack.
        var at = bytes.AsSpan().IndexOf(call) + (8 * (PatchPoint.NamespaceRoom + 1));
        BitConverter.TryWriteBytes(bytes.AsSpan(at), StoreAt(-512));
        Assert.Equal("TG5008", Assert.Throws<FaultException>(() => (image with { Bytes = bytes }).WithNamespace(4, 0xf0000001)).Fault.Code);
    }

    private const ulong CallPidTgid = 0x0000_000e_0000_0085;

    // *(u64 *)(r10 + offset) = r0
    private static ulong StoreAt(short offset) => 0x0a7b | ((ulong)(ushort)offset << 16);

    private static IEnumerable<string> Names() =>
        Directory.GetFiles(Path.Combine(Repository.Tests, "cases", "codegen"), "*.bt")
            .Order(StringComparer.Ordinal)
            .Select(path => Path.GetFileNameWithoutExtension(path));

    private static Compilation Compile(string script, string profile = ProfileLoader.Reference)
    {
        var path = Path.Combine(Repository.Tests, "cases", "codegen", script + ".bt");
        var text = File.ReadAllText(path);
        var options = new CompilationOptions { Unsafe = text.StartsWith("// unsafe", StringComparison.Ordinal) };
        return Compilation.Create(new SourceText(Path.GetFileName(path), text, path), options, Profile(profile));
    }

    private static TargetProfile Profile(string name) =>
        ProfileLoader.TryLoad(name, out var profile, out var problem) ? profile : throw new InvalidOperationException(problem.ToString());

    private static async Task Verify(string script, string text, [CallerFilePath] string sourceFile = "")
    {
        var settings = new VerifySettings();
        settings.UseDirectory(Path.Combine("..", "cases", "codegen"));
        settings.UseFileName(script);
        await Verifier.Verify(text, "ll", settings, sourceFile);
    }
}
