using System.Globalization;
using System.Text;

namespace Tracegate.Compiler.Ir;

/// <summary>
/// The numbered metadata nodes of a module. Equal nodes are kept once, so that callers need not remember what they
/// made; nodes that refer to themselves are reserved first and set later.
/// </summary>
public sealed class IrMetadata
{
    private readonly List<string> nodes = [];
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<(string Name, List<string> Operands)> named = [];

    /// <summary>The reference (<c>!7</c>) of a node with this text, such as <c>!DISubrange(count: 4)</c>.</summary>
    public string Add(string text)
    {
        if (!numbers.TryGetValue(text, out var number))
        {
            number = nodes.Count;
            nodes.Add(text);
            numbers.Add(text, number);
        }

        return Reference(number);
    }

    /// <summary>The reference of a node whose text follows with <see cref="Set"/>.</summary>
    public string Reserve()
    {
        nodes.Add("!{}");
        return Reference(nodes.Count - 1);
    }

    /// <summary>Sets the text of a reserved node.</summary>
    public void Set(string reference, string text) =>
        nodes[int.Parse(reference.AsSpan(1), CultureInfo.InvariantCulture)] = text;

    /// <summary>A list of nodes.</summary>
    public string List(IEnumerable<string> references) => Add("!{" + string.Join(", ", references) + "}");

    /// <summary>Appends an operand to named metadata such as <c>llvm.dbg.cu</c>.</summary>
    public void AddNamed(string name, string reference)
    {
        var index = named.FindIndex(entry => entry.Name == name);
        if (index < 0)
        {
            index = named.Count;
            named.Add((name, []));
        }

        named[index].Operands.Add(reference);
    }

    /// <summary>Writes all nodes.</summary>
    public void Print(StringBuilder text)
    {
        foreach (var (name, operands) in named)
            text.Append('!').Append(name).Append(" = !{").AppendJoin(", ", operands).Append("}\n");
        for (var i = 0; i < nodes.Count; i++)
            text.Append('!').Append(i).Append(" = ").Append(nodes[i]).Append('\n');
    }

    private static string Reference(int number) => "!" + number.ToString(CultureInfo.InvariantCulture);
}
