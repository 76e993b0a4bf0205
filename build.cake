// The build graph. build.sh calls this only when something is stale; see `./build.sh help`.
const string Configuration = "Release";
var target = Argument("target", "Artifacts");
var artifacts = Directory("artifacts");

// NativeAOT executables: (project, what it makes).
var executables = new (string Project, string Name)[]
{
    ("compiler/Tracegate.Cli", "tracegate"),
    ("runtime/Tracegate.Runner", "tracegate-run"),
};

Task("Clean").Does(() =>
{
    CleanDirectory(artifacts);
    CleanDirectories("**/bin");
    CleanDirectories("**/obj");
});

// Locked in CI by RestoreLockedMode in Directory.Build.props.
Task("Restore").Does(() => DotNetRestore("Compiler.sln", new DotNetRestoreSettings { Verbosity = DotNetVerbosity.Quiet }));

Task("Artifacts").IsDependentOn("Restore").Does(() =>
{
    EnsureDirectoryExists(artifacts);
    foreach (var (project, name) in executables)
    {
        Information("Publishing {0}", name);
        DotNetPublish(project, new DotNetPublishSettings
        {
            Configuration = Configuration,
            NoRestore = true,
            NoLogo = true,
            Verbosity = DotNetVerbosity.Quiet,
        });
        // Moved into place, so that a copy that runs right now is not written to.
        var published = File($"{project}/bin/{Configuration}/net10.0/linux-x64/publish/{name}");
        var staged = artifacts + File($".{name}.new");
        CopyFile(published, staged);
        System.IO.File.Move(MakeAbsolute(staged).FullPath, MakeAbsolute(artifacts + File(name)).FullPath, overwrite: true);
    }
});

// The benchmarks too, which nothing else compiles in CI.
Task("Tests").IsDependentOn("Restore").DoesForEach(new[] { "golden-tests", "bench/Tracegate.Bench" }, project => DotNetBuild(project, new DotNetBuildSettings
{
    Configuration = Configuration,
    NoRestore = true,
    NoLogo = true,
    Verbosity = DotNetVerbosity.Quiet,
}));

RunTarget(target);
