namespace Tracegate.Compiler.Btf;

/// <summary>Writes types and declarations as C does.</summary>
internal static class BtfText
{
    /// <summary>A type, or the declaration of <paramref name="name"/> with it.</summary>
    public static string Write(BtfType type, string name = "")
    {
        switch (type)
        {
            case BtfPointer pointer:
                string star = "*" + name;
                return Write(pointer.Target, pointer.Target.WithoutQualifiers is BtfArray or BtfFunctionProto ? $"({star})" : star);
            case BtfArray array:
                return Write(array.Element, $"{name}[{array.Count}]");
            case BtfFunctionProto proto:
                string parameters = string.Join(", ", proto.Parameters.Select(parameter => parameter.ToString())
                    .Concat(proto.IsVariadic ? ["..."] : []));
                return Write(proto.Result, $"{name}({(parameters.Length == 0 ? "void" : parameters)})");
            case BtfQualifier { Kind: BtfKind.TypeTag } tag:
                return Write(tag.Target, name);
            case BtfQualifier qualifier:
                string word = qualifier.Kind switch { BtfKind.Const => "const", BtfKind.Volatile => "volatile", _ => "restrict" };
                return qualifier.Target.WithoutQualifiers is BtfPointer
                    ? Write(qualifier.Target, name.Length == 0 ? " " + word : $" {word} {name}")
                    : $"{word} {Write(qualifier.Target, name)}";
            case BtfFunction function:
                return Write(function.Proto, function.Name);
            case BtfVariable variable:
                return Write(variable.Type, variable.Name);
            default:
                string written = Keyword(type) + (type.Name.Length > 0 ? type.Name : "(anonymous)");
                return name.Length == 0 ? written : name[0] is '[' ? written + name : $"{written} {name.TrimStart()}";
        }
    }

    private static string Keyword(BtfType type) => type switch
    {
        BtfComposite { IsUnion: true } or BtfForward { IsUnion: true } => "union ",
        BtfComposite or BtfForward => "struct ",
        BtfEnum => "enum ",
        _ => "",
    };
}
