using System.Diagnostics.CodeAnalysis;

namespace Tracegate.Compiler.Profiles;

/// <summary>Opens the profile that <c>--profile</c> names.</summary>
public static class ProfileLoader
{
    /// <summary>The kernel that runs.</summary>
    public const string Host = "host";

    /// <summary>The kernel whose most used types and tracepoints are built in: the same everywhere, for tests and for machines without BTF.</summary>
    public const string Reference = "reference";

    private const string ReferenceResource = "Profiles.reference.profile";

    /// <summary>Opens <c>host</c>, <c>reference</c> or a file.</summary>
    public static bool TryLoad(
        string name, [NotNullWhen(true)] out TargetProfile? profile, [NotNullWhen(false)] out ProfileProblem? problem)
    {
        problem = null;
        profile = null;
        switch (name)
        {
            case Host:
                profile = HostProfile.Create(types: Environment.GetEnvironmentVariable("BPFTRACE_BTF"));
                return true;
            case Reference:
                using (Stream stream = typeof(ProfileLoader).Assembly.GetManifestResourceStream(ReferenceResource)!)
                    return ProfileFile.TryOpen(stream, Reference, out profile, out problem);
            default:
                return TryLoadFile(name, out profile, out problem);
        }
    }

    private static bool TryLoadFile(string path, out TargetProfile? profile, out ProfileProblem? problem)
    {
        profile = null;
        try
        {
            using FileStream stream = File.OpenRead(path);
            return ProfileFile.TryOpen(stream, path, out profile, out problem);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = new ProfileProblem(ProfileDiagnostics.UnknownProfile, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = new ProfileProblem(ProfileDiagnostics.UnreadableFile, path, exception.Message);
        }
        return false;
    }
}
