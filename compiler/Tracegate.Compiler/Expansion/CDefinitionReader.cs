using System.Collections.Immutable;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Parsing;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Expansion;

/// <summary>Reads the struct, union and enum definitions of a script into <see cref="CTypeTable"/> (L-cdef).</summary>
internal sealed partial class CDefinitionReader(
    CTypeTable table,
    Func<string, long?> constants,
    Func<CKind?, string, (int Size, int Alignment)?> external,
    DiagnosticBag diagnostics)
{
    private List<CToken> _tokens = [];
    private int _position;

    private sealed class CSyntaxException : Exception;

    private CToken Current => _tokens[_position];

    private CToken Following => _tokens[Math.Min(_position + 1, _tokens.Count - 1)];

    /// <summary>Reads a definition. After an error nothing of it is added.</summary>
    public void Read(CDefinitionSyntax definition)
    {
        _tokens = CTokenizer.Tokenize(definition.Span);
        _position = 0;
        try
        {
            ReadTagged(isDefinition: true);
            Accept(";");
            if (Current.Text.Length > 0)
                throw Expected("';'");
        }
        catch (CSyntaxException)
        {
            // Reported where it was thrown.
        }
    }

    // struct [attributes] [tag] [{ … } [attributes]]
    private CType ReadTagged(bool isDefinition)
    {
        var start = Current.Span;
        var kind = Next().Text switch { "struct" => CKind.Struct, "union" => CKind.Union, _ => CKind.Enum };
        var attributes = ReadAttributes(default);
        var tag = Current.IsWord ? Next() : new CToken("", start);
        attributes = ReadAttributes(attributes);
        if (Current.Text != "{")
            return isDefinition ? throw Expected("'{'") : Named(kind, tag);
        if (tag.Text.Length > 0 && table.Find(kind, tag.Text) is { } earlier)
        {
            diagnostics.Add(ExpansionDiagnostics.CDuplicate.At(tag.Span, $"{Keyword(kind)} {tag.Text}")
                .WithNote(earlier is CStruct s ? s.Span : ((CEnum)earlier).Span, "it is defined here"));
            throw new CSyntaxException();
        }

        return kind == CKind.Enum ? ReadEnum(tag, attributes) : ReadStruct(kind, tag, attributes);
    }

    private CStruct ReadStruct(CKind kind, CToken tag, Attributes attributes)
    {
        var type = new CStruct(tag.Text, kind == CKind.Union, tag.Span);
        if (tag.Text.Length > 0)
            table.Add(type);
        var members = new List<CMember>();
        Expect("{");
        while (!Accept("}"))
            ReadMembers(members);
        attributes = ReadAttributes(attributes);
        var (fields, size, alignment) = CLayout.Place(members, type.IsUnion, attributes.Packed, attributes.Alignment);
        if (size > int.MaxValue / 8)
        {
            diagnostics.Add(ExpansionDiagnostics.CTooLarge.At(tag.Span, $"{Keyword(kind)} {tag.Text}"));
            throw new CSyntaxException();
        }

        type.Complete(fields, (int)size, alignment);
        return type;
    }

    private CEnum ReadEnum(CToken tag, Attributes attributes)
    {
        var members = ImmutableArray.CreateBuilder<CEnumerator>();
        var names = new Dictionary<string, long>(StringComparer.Ordinal);
        var next = 0L;
        Expect("{");
        while (!Accept("}"))
        {
            var name = Current.IsWord ? Next() : throw Expected("a name");
            ReadAttributes(default);
            if (Accept("="))
                next = ReadConstant(inner => names.TryGetValue(inner, out var value) ? value : null, ",", "}");
            if (!names.TryAdd(name.Text, next) || table.Enumerators.ContainsKey(name.Text))
                diagnostics.Add(ExpansionDiagnostics.CDuplicate.At(name.Span, name.Text));
            members.Add(new CEnumerator(name.Text, next));
            next = unchecked(next + 1);
            if (!Accept(",") && Current.Text != "}")
                throw Expected("',' or '}'");
        }

        attributes = ReadAttributes(attributes);
        var signed = members.Any(m => m.Value < 0);
        var (low, high) = (members.Select(m => m.Value).DefaultIfEmpty().Min(), members.Select(m => m.Value).DefaultIfEmpty().Max());
        var bytes = attributes.Packed ? PackedSize(low, high) : low >= int.MinValue && high <= (signed ? int.MaxValue : uint.MaxValue) ? 4 : 8;
        var type = new CEnum(tag.Text, tag.Span, bytes, signed, members.ToImmutable());
        table.Add(type);
        return type;
    }

    private static int PackedSize(long low, long high)
    {
        if (low >= 0)
            return high <= byte.MaxValue ? 1 : high <= ushort.MaxValue ? 2 : high <= uint.MaxValue ? 4 : 8;
        return low >= sbyte.MinValue && high <= sbyte.MaxValue ? 1 : low >= short.MinValue && high <= short.MaxValue ? 2 : low >= int.MinValue && high <= int.MaxValue ? 4 : 8;
    }

    // A type that is named: of the script, of the kernel, or not known and then good for pointers only.
    private CType Named(CKind? kind, CToken name)
    {
        if (name.Text.Length == 0)
            throw Expected("a name");
        if (kind is { } tagged && table.Find(tagged, name.Text) is { } own)
            return own;
        if (kind is null && CScalars.Find(name.Text) is { } scalar)
            return scalar;
        if (external(kind, name.Text) is { } found)
            return new CExternal(kind, name.Text, found.Size, found.Alignment);
        if (kind is not null)
            return new CExternal(kind, name.Text, 0, 1);
        diagnostics.Add(ExpansionDiagnostics.CUnknownType.At(name.Span, name.Text));
        throw new CSyntaxException();
    }

    private long ReadConstant(Func<string, long?> lookUp, params string[] ends)
    {
        var (start, depth) = (Current.Span, 0);
        var end = start;
        while (Current.Text.Length > 0 && (depth > 0 || !ends.Contains(Current.Text)))
        {
            depth += Current.Text switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
            end = Next().Span;
        }

        var span = start.To(end);
        var expression = end.Start < start.Start ? null : Parser.ParseExpression(span, new DiagnosticBag());
        var value = expression is null
            ? null
            : ConstantEvaluator.Evaluate(expression, name => lookUp(name) ?? (table.Enumerators.TryGetValue(name, out var e) ? e.Value : constants(name)));
        if (value is not null)
            return value.Value;
        diagnostics.Add(ExpansionDiagnostics.CConstant.At(span, span.Text));
        throw new CSyntaxException();
    }

    private static string Keyword(CKind kind) => kind switch { CKind.Struct => "struct", CKind.Union => "union", _ => "enum" };

    private CToken Next()
    {
        var token = Current;
        _position = Math.Min(_position + 1, _tokens.Count - 1);
        return token;
    }

    private bool Accept(string text)
    {
        if (Current.Text != text)
            return false;
        Next();
        return true;
    }

    private void Expect(string text)
    {
        if (!Accept(text))
            throw Expected($"'{text}'");
    }

    private CSyntaxException Expected(string what)
    {
        diagnostics.Add(ExpansionDiagnostics.CSyntax.At(Current.Span, what, Current.Description));
        return new CSyntaxException();
    }
}
