using Tracegate.Compiler.Diagnostics;

namespace Tracegate.Compiler.Expansion;

/// <content>Members of structs and unions: specifiers, declarators, attributes.</content>
internal sealed partial class CDefinitionReader
{
    private readonly record struct Attributes(bool Packed, int Alignment);

    // specifiers declarator, declarator … ;
    private void ReadMembers(List<CMember> members)
    {
        if (Current.Text.Length == 0)
            throw Expected("'}'");
        if (Accept(";"))
            return;
        var attributes = ReadAttributes(default);
        var type = ReadSpecifiers();
        attributes = ReadAttributes(attributes);
        if (Current.Text == ";")
        {
            // An anonymous struct or union; a lone declaration of a tag or an enum has no member.
            if (type is CStruct { Tag.Length: 0 } anonymous)
                members.Add(new CMember("", anonymous, null, attributes.Alignment, attributes.Packed, Current.Span));
            Next();
            return;
        }

        do
            members.Add(ReadDeclarator(type, attributes));
        while (Accept(","));
        Expect(";");
    }

    private CType ReadSpecifiers()
    {
        var words = new List<string>();
        CType? type = null;
        while (Current.IsWord)
        {
            switch (Current.Text)
            {
                case "const" or "volatile" or "restrict" or "static" or "__restrict" or "__volatile__":
                    Next();
                    continue;
                case "__attribute__" or "__extension__":
                    ReadAttributes(default);
                    continue;
                case "struct" or "union" or "enum":
                    if (type is not null || words.Count > 0)
                        throw Expected("a name");
                    type = ReadTagged(isDefinition: false);
                    continue;
            }

            if (CScalars.IsKeyword(Current.Text))
            {
                words.Add(Next().Text);
                continue;
            }

            // The first other word is the type; the next is the member's name.
            if (type is not null || words.Count > 0)
                break;
            type = Named(null, Next());
        }

        if (words.Count > 0 && type is null)
            type = CScalars.FromKeywords(words);
        return type ?? throw Expected("a type");
    }

    // * … name [n] … : width, or * … (* name)(…)
    private CMember ReadDeclarator(CType type, Attributes attributes)
    {
        type = ReadPointers(type);
        var name = "";
        var span = Current.Span;
        if (Current.Text == "(" && Following.Text == "*")
        {
            Next();
            var pointer = ReadPointers(new CVoid());
            name = Current.IsWord ? Next().Text : "";
            var member = ReadArrays(pointer);
            Expect(")");
            if (Current.Text == "(")
                SkipBalanced();
            else
                ReadArrays(type);
            type = member;
        }
        else
        {
            if (Current.IsWord && Current.Text != "__attribute__")
                name = Next().Text;
            type = ReadArrays(type);
        }

        int? width = null;
        if (Accept(":"))
        {
            var bits = ReadConstant(_ => null, ",", ";", "__attribute__");
            var holder = type is CInteger or CEnum ? type.Size * 8 : type is CExternal ? type.Size * 8 : 0;
            if (bits < 0 || bits > holder || (bits == 0 && name.Length > 0))
            {
                diagnostics.Add(ExpansionDiagnostics.CBitField.At(span, name, bits));
                throw new CSyntaxException();
            }

            width = (int)bits;
        }
        else if (name.Length == 0)
        {
            throw Expected("a name");
        }

        attributes = ReadAttributes(attributes);
        if (type is CVoid or CExternal { Bytes: 0 } or CStruct { IsComplete: false } or CArray { Element: CVoid or CExternal { Bytes: 0 } or CStruct { IsComplete: false } })
        {
            diagnostics.Add(ExpansionDiagnostics.CIncompleteType.At(span, name));
            throw new CSyntaxException();
        }

        return new CMember(name, type, width, attributes.Alignment, attributes.Packed, span);
    }

    private CType ReadPointers(CType type)
    {
        while (true)
        {
            if (Accept("*"))
                type = new CPointer(type);
            else if (Current.Text is "const" or "volatile" or "restrict" or "__restrict")
                Next();
            else if (Current.Text == "__attribute__")
                ReadAttributes(default);
            else
                return type;
        }
    }

    private CType ReadArrays(CType element)
    {
        var counts = new List<int>();
        while (Current.Text == "[")
        {
            var span = Next().Span;
            var count = Current.Text == "]" ? 0 : ReadConstant(_ => null, "]");
            if (count < 0 || count > int.MaxValue / 8 || Math.Max(element.Size, 1) * count > int.MaxValue / 8)
            {
                diagnostics.Add(ExpansionDiagnostics.CTooLarge.At(span, $"[{count}]"));
                throw new CSyntaxException();
            }

            Expect("]");
            counts.Add((int)count);
        }

        // The last pair of brackets is the innermost array.
        for (var i = counts.Count - 1; i >= 0; i--)
        {
            element = new CArray(element, counts[i]);
            if ((long)Math.Max(((CArray)element).Element.Size, 1) * counts[i] > int.MaxValue / 8)
            {
                diagnostics.Add(ExpansionDiagnostics.CTooLarge.At(Current.Span, $"[{counts[i]}]"));
                throw new CSyntaxException();
            }
        }

        return element;
    }

    private Attributes ReadAttributes(Attributes attributes)
    {
        while (Current.Text is "__attribute__" or "__extension__")
        {
            if (Next().Text == "__extension__")
                continue;
            var start = _position;
            if (Current.Text != "(")
                throw Expected("'('");
            SkipBalanced();
            for (var i = start; i < _position; i++)
            {
                switch (_tokens[i].Text.Trim('_'))
                {
                    case "packed":
                        attributes = attributes with { Packed = true };
                        break;
                    case "aligned":
                        attributes = attributes with { Alignment = AlignmentAt(i) };
                        break;
                }
            }
        }

        return attributes;
    }

    // aligned(n); without a number the largest alignment there is
    private int AlignmentAt(int position)
    {
        if (_tokens[position + 1].Text != "(")
            return 16;
        return int.TryParse(_tokens[position + 2].Text, out var alignment) && alignment is > 0 and <= 4096 && int.IsPow2(alignment)
            ? alignment
            : constants(_tokens[position + 2].Text) is { } value and > 0 and <= 4096 && long.IsPow2(value)
                ? (int)value
                : throw Constant(_tokens[position + 2]);
    }

    private CSyntaxException Constant(CToken token)
    {
        diagnostics.Add(ExpansionDiagnostics.CConstant.At(token.Span, token.Text));
        return new CSyntaxException();
    }

    private void SkipBalanced()
    {
        var depth = 0;
        do
        {
            depth += Current.Text switch { "(" => 1, ")" => -1, "" => throw Expected("')'"), _ => 0 };
            Next();
        }
        while (depth > 0);
    }
}
