namespace Tracegate.Bench;

/// <summary>One of the things that are compared. It turns a case's name into a command that traces until SIGINT.</summary>
/// <param name="Name">Heading of its column.</param>
/// <param name="Prepare">
/// Path of a case without suffix → the command, all compiling done. Throws <see cref="BenchException"/>.
/// </param>
internal sealed record Tracer(string Name, Func<string, string[]> Prepare);

/// <summary>The programs that the benchmarks use, built into a folder of their own that is deleted at the end.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tracegate-bench-").FullName;
    private readonly Dictionary<string, string> built = [];
    private readonly string root;
    private int scripts;
    private readonly string tools;

    /// <summary>Finds the repository and its tools.</summary>
    /// <param name="root">The repository.</param>
    public Workspace(string root)
    {
        this.root = root;
        tools = Environment.GetEnvironmentVariable("TRACEGATE_TOOLS") is { Length: > 0 } set ? set : Path.Combine(root, ".tools");
        Bpftrace = FindBpftrace();
        C = new Tracer("C", name => [Native("loader"), BpfObject(name + ".bpf.c")]);
        CompleteC = new Tracer("C, complete", name => [Native("loader"), BpfObject(name + ".bpf.c", complete: true)]);
        Ours = new Tracer("tracegate", name => [Artifact("tracegate-run"), Compile(name + ".bt", "auto")]);
        Peer = new Tracer("bpftrace", name => [Bpftrace ?? throw new BenchException("no bpftrace in PATH or $BPFTRACE"), name + ".bt"]);
    }

    /// <summary>Hand-written C, loaded by libbpf; it does what the script says and no more.</summary>
    public Tracer C { get; }

    /// <summary>The same that can also be limited to one process and counts what is lost, as compiled scripts do.</summary>
    public Tracer CompleteC { get; }

    /// <summary>Our compiler and our runner.</summary>
    public Tracer Ours { get; }

    /// <summary>bpftrace.</summary>
    public Tracer Peer { get; }

    /// <summary>The bpftrace to compare with, or null.</summary>
    public string? Bpftrace { get; }

    /// <summary>Paths without suffix of all scripts that are compared with C.</summary>
    public string[] Programs() =>
        [.. Directory.EnumerateFiles(Path.Combine(root, "bench/programs"), "*.bt")
            .Select(path => path[..^".bt".Length]).Order(StringComparer.Ordinal)];

    /// <summary>Path without suffix of one of them.</summary>
    public string Program(string name) => Path.Combine(root, "bench/programs", name);

    /// <summary>Path of a file that only one benchmark uses.</summary>
    public string Case(string folderName, string name) => Path.Combine(root, "bench", folderName, name);

    /// <summary>Writes a script that a benchmark makes up; its path without suffix, as of a case.</summary>
    public string WriteScript(string text)
    {
        var name = Path.Combine(folder, $"script{++scripts}");
        File.WriteAllText(name + ".bt", text);
        return name;
    }

    /// <summary>A program of bench/native, built as a static executable.</summary>
    public string Native(string name) => Build("native/" + name, output =>
    {
        var libraries = Path.Combine(tools, "lib");
        return
        [
            "clang-19", "-O2", "-static", "-Wall", "-Werror", "-Wno-unused-command-line-argument",
            "-I" + Path.Combine(tools, "include"), "-o", output, Path.Combine(root, "bench/native", name + ".c"),
            Path.Combine(libraries, "libbpf.a"), Path.Combine(libraries, "libelf.a"),
            Path.Combine(libraries, "libz.a"), Path.Combine(libraries, "libzstd.a"),
        ];
    });

    /// <summary>A BPF object made from C as a programmer would make it.</summary>
    /// <param name="source">The C file.</param>
    /// <param name="complete">Whether with what compiled scripts do by themselves: limiting to a process, counting losses.</param>
    public string BpfObject(string source, bool complete = false) => Build($"{source}-{complete}", output =>
    [
        "clang-19", "-O2", "-g", "-Wall", "-Werror", "-target", "bpf", "-mcpu=v3", "-I" + Path.Combine(tools, "include"),
        "-I" + Path.Combine(root, "bench/include"), .. complete ? ["-DCOMPLETE"] : Array.Empty<string>(), "-c", source, "-o", output,
    ]);

    /// <summary>A BPF object made by our compiler.</summary>
    /// <param name="source">The script.</param>
    /// <param name="startSync">Value of start_sync.</param>
    public string Compile(string source, string startSync) => Build(source + "-" + startSync, output =>
        ["env", "TRACEGATE_START_SYNC=" + startSync, Artifact("tracegate"), "compile", source, "-o", output]);

    /// <summary>The object that bpftrace makes of a script.</summary>
    public string PeerObject(string source) => Build(source + "-peer", output =>
        [Bpftrace ?? throw new BenchException("no bpftrace in PATH or $BPFTRACE"), "--dry-run", "--emit-elf", output, source]);

    /// <summary>One of our executables.</summary>
    public string Artifact(string name)
    {
        var path = Path.Combine(root, "artifacts", name);
        return File.Exists(path) ? path : throw new BenchException($"artifacts/{name} is not built");
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Failures are remembered as well: they come back in each cell that needs the file, without another try.
    private string Build(string name, Func<string, string[]> command)
    {
        if (built.TryGetValue(name, out var done))
            return File.Exists(done) ? done : throw new BenchException(done);
        var output = Path.Combine(folder, built.Count + ".o");
        try
        {
            Command.Run(command(output));
            built[name] = output;
            return output;
        }
        catch (BenchException e)
        {
            built[name] = e.Message;
            throw;
        }
    }

    private static string? FindBpftrace()
    {
        var name = Environment.GetEnvironmentVariable("BPFTRACE") is { Length: > 0 } set ? set : "bpftrace";
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(':').Select(part => Path.Combine(part, name)).FirstOrDefault(File.Exists);
    }
}
