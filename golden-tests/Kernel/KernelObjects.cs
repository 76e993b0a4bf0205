using System.Text.RegularExpressions;

namespace Tracegate.GoldenTests.Kernel;

/// <summary>The BPF objects that a process holds.</summary>
internal static class KernelObjects
{
    /// <summary>Kind (prog, map, link) and id of what the descriptors of a process stand for, in the order of the ids.</summary>
    public static List<(string Kind, int Id)> Of(int pid) =>
        [.. Directory.EnumerateFiles($"/proc/{pid}/fdinfo")
            .SelectMany(File.ReadAllLines)
            .Select(line => Regex.Match(line, @"^(prog|map|link)_id:\s+(\d+)$"))
            .Where(match => match.Success)
            .Select(match => (Kind: match.Groups[1].Value, Id: int.Parse(match.Groups[2].Value)))
            .Distinct()
            .OrderBy(found => found.Id)];
}
