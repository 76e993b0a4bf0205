using System.Text;
using Tracegate.Contract;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Symbols;
using Tracegate.Runtime.Values;

namespace Tracegate.Runtime.Attach;

/// <summary>The qualifier <c>cpp</c> of user probes: patterns are matched against demangled names (P-cpp).</summary>
internal static class CppSymbols
{
    /// <summary>Adds every function of the binary that matches; all overloads when the pattern has no parameters.</summary>
    internal static void Expand(ProgramPlan plan, ElfFile elf, string prefix, string pattern)
    {
        var withParameters = pattern.Contains('(', StringComparison.Ordinal);
        var places = new HashSet<ulong>();
        var buffer = new Utf8Buffer();
        foreach (var symbol in elf.Symbols())
        {
            if (!symbol.IsFunction || !symbol.Name.StartsWith("_Z", StringComparison.Ordinal))
                continue;
            buffer.Clear();
            if (!Demangler.TryAppend(buffer, Encoding.UTF8.GetBytes(symbol.Name)))
                continue;
            var name = Encoding.UTF8.GetString(buffer.Written);
            var matched = withParameters ? name : WithoutParameters(name);
            if (Wildcard.IsMatch(pattern, matched) && elf.FileOffset(symbol.Address) is { } place && places.Add(place))
                plan.Sites.Add(new($"{prefix}cpp:{symbol.Name}", elf.Path, symbol.Name, place));
        }
    }

    // The parameter list begins at the parenthesis that closes last: "f(int)::{lambda()#1}::operator()() const".
    private static string WithoutParameters(string name)
    {
        var depth = 0;
        for (var i = name.LastIndexOf(')'); i >= 0; i--)
        {
            depth += name[i] == ')' ? 1 : name[i] == '(' ? -1 : 0;
            if (depth == 0)
                return name[..i];
        }

        return name;
    }
}
