using System.Globalization;

namespace Tracegate.Bench;

/// <summary>Runs a program in a loop inside the kernel (bpf_prog_test_run).</summary>
internal static class TestRunner
{
    /// <summary>Nanoseconds of one run of the object's first program, the kernel's loop included (a few).</summary>
    /// <param name="workspace">Where the helper program is.</param>
    /// <param name="path">The object.</param>
    /// <param name="repeat">Number of runs.</param>
    /// <param name="gate">State of the gate, or null where there is none.</param>
    public static double Run(Workspace workspace, string path, int repeat, int? gate = null)
    {
        string[] options = gate is { } state ? ["-g", state.ToString(CultureInfo.InvariantCulture)] : [];
        var output = Command.Run(
            [workspace.Native("testrun"), path, repeat.ToString(CultureInfo.InvariantCulture), .. options]);
        return double.Parse(output, CultureInfo.InvariantCulture);
    }
}
