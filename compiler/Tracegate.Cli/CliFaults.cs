using Tracegate.Runtime.Features;

namespace Tracegate.Cli;

/// <summary>Failures of the command line itself; those of a run are in <see cref="Faults"/>.</summary>
internal static class CliFaults
{
    /// <summary>{0} file, {1} reason.</summary>
    internal static readonly FaultRow ScriptUnreadable = new(
        "TG6001", "cannot read the script '{0}': {1}", "give a file, '-' for standard input, or -e 'PROGRAM'");

    /// <summary>{0} file, {1} reason.</summary>
    internal static readonly FaultRow CannotWrite = new("TG6002", "cannot write '{0}': {1}", "");

    /// <summary>{0} word, {1} known words.</summary>
    internal static readonly FaultRow UnknownStage = new("TG6003", "--emit takes {1}, not '{0}'", "");

    /// <summary>{0} problem.</summary>
    internal static readonly FaultRow ProfileUnusable = new("TG6004", "{0}", "{1}");

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<FaultRow> All { get; } = [ScriptUnreadable, CannotWrite, UnknownStage, ProfileUnusable];
}
