using System.Collections.Immutable;
using Tracegate.Compiler.Btf;
using Tracegate.Compiler.Ir;
using Tracegate.Compiler.Source;
using ValueType = Tracegate.Contract.ValueType;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// Debug info as LLVM metadata, from which the back end makes BTF: types of maps and sections, functions, lines.
/// </summary>
public sealed class DebugInfo
{
    private readonly IrModule module;
    private readonly Dictionary<SourceText, string> files = [];
    private readonly List<string> globals = [];
    private readonly SourceText script;

    /// <summary>Starts the compile unit of a script.</summary>
    public DebugInfo(IrModule module, SourceText script)
    {
        (this.module, this.script) = (module, script);
        Unit = Nodes.Reserve();
        Nodes.AddNamed("llvm.dbg.cu", Unit);
        Nodes.AddNamed("llvm.module.flags", Nodes.Add("!{i32 7, !\"Dwarf Version\", i32 5}"));
        Nodes.AddNamed("llvm.module.flags", Nodes.Add("!{i32 2, !\"Debug Info Version\", i32 3}"));
    }

    /// <summary>The compile unit.</summary>
    public string Unit { get; }

    private IrMetadata Nodes => module.Metadata;

    /// <summary>Writes the compile unit; no global can be added afterwards.</summary>
    public void Finish() => Nodes.Set(
        Unit,
        $"distinct !DICompileUnit(language: DW_LANG_C11, file: {File(script)}, producer: \"tracegate\", isOptimized: true, "
        + $"runtimeVersion: 0, emissionKind: FullDebug, globals: {Nodes.List(globals)}, splitDebugInlining: false, nameTableKind: None)");

    /// <summary>An integer type by its C name.</summary>
    public string Integer(int bytes, bool signed)
    {
        var (name, encoding) = (bytes, signed) switch
        {
            (1, true) => ("signed char", "DW_ATE_signed_char"),
            (1, false) => ("unsigned char", "DW_ATE_unsigned_char"),
            (2, true) => ("short", "DW_ATE_signed"),
            (2, false) => ("unsigned short", "DW_ATE_unsigned"),
            (4, true) => ("int", "DW_ATE_signed"),
            (4, false) => ("unsigned int", "DW_ATE_unsigned"),
            (_, true) => ("long long", "DW_ATE_signed"),
            _ => ("unsigned long long", "DW_ATE_unsigned"),
        };
        return Nodes.Add($"!DIBasicType(name: \"{name}\", size: {bytes * 8}, encoding: {encoding})");
    }

    /// <summary>A pointer to a type, or to void.</summary>
    public string Pointer(string? pointee) =>
        Nodes.Add($"!DIDerivedType(tag: DW_TAG_pointer_type, baseType: {pointee ?? "null"}, size: 64)");

    /// <summary>An array.</summary>
    public string Array(string element, int elementSize, int count) => Nodes.Add(
        $"!DICompositeType(tag: DW_TAG_array_type, baseType: {element}, size: {8L * elementSize * count}, "
        + $"elements: {Nodes.List([Nodes.Add($"!DISubrange(count: {count})")])})");

    /// <summary><c>char</c>.</summary>
    public string Char() => Nodes.Add("!DIBasicType(name: \"char\", size: 8, encoding: DW_ATE_signed_char)");

    /// <summary>A constant of a type.</summary>
    public string Const(string type) => Nodes.Add($"!DIDerivedType(tag: DW_TAG_const_type, baseType: {type})");

    /// <summary>A type that lays out a value; what has no counterpart in C is an array of bytes.</summary>
    public string Value(ValueType type) => type switch
    {
        ValueType.Integer integer => Integer(integer.Bytes, integer.Signed),
        ValueType.Boolean => Integer(1, false),
        ValueType.Enum e => Integer(e.Bytes, e.Signed),
        ValueType.Text text => Array(Char(), 1, text.Capacity),
        { Size: 8 } => Integer(8, false),
        _ => Array(Integer(1, false), 1, type.Size),
    };

    /// <summary>The struct that describes a map in <c>.maps</c>: members are pointers whose pointees carry numbers and types.</summary>
    public string MapDefinition(ImmutableArray<(string Name, string Pointee)> members)
    {
        var list = members.Select((member, index) =>
            Nodes.Add($"!DIDerivedType(tag: DW_TAG_member, name: \"{member.Name}\", baseType: {Pointer(member.Pointee)}, size: 64, offset: {64 * index})"));
        return Nodes.Add($"!DICompositeType(tag: DW_TAG_structure_type, size: {64 * members.Length}, elements: {Nodes.List(list)})");
    }

    /// <summary>A number in a map definition: <c>int (*)[N]</c>.</summary>
    public string Number(int number) => Array(Integer(4, true), 4, number);

    /// <summary>A global variable, which becomes a BTF variable in the data section of its ELF section.</summary>
    public string Global(string name, string type)
    {
        var variable = Nodes.Add(
            $"distinct !DIGlobalVariable(name: {IrText.Quote(name)}, scope: {Unit}, file: {File(script)}, line: 1, type: {type}, isLocal: false, isDefinition: true)");
        var expression = Nodes.Add($"!DIGlobalVariableExpression(var: {variable}, expr: !DIExpression())");
        globals.Add(expression);
        return expression;
    }

    /// <summary>A function.</summary>
    /// <param name="name">Symbol.</param>
    /// <param name="span">Its place.</param>
    /// <param name="external">Whether it is a program of its own.</param>
    /// <param name="result">Result type.</param>
    /// <param name="parameters">Names and types.</param>
    public string Subprogram(string name, SourceSpan span, bool external, string result, ImmutableArray<(string Name, string Type)> parameters)
    {
        var file = File(span.Origin.Source);
        var line = Line(span);
        var signature = Nodes.Add($"!DISubroutineType(types: {Nodes.List(parameters.Select(p => p.Type).Prepend(result))})");
        var function = Nodes.Reserve();
        var retained = parameters.Select((p, index) => Nodes.Add(
            $"!DILocalVariable(name: {IrText.Quote(p.Name)}, arg: {index + 1}, scope: {function}, file: {file}, line: {line}, type: {p.Type})"));
        Nodes.Set(
            function,
            $"distinct !DISubprogram(name: {IrText.Quote(name)}, scope: {file}, file: {file}, line: {line}, type: {signature}, scopeLine: {line}, "
            + $"spFlags: {(external ? "" : "DISPFlagLocalToUnit | ")}DISPFlagDefinition | DISPFlagOptimized, unit: {Unit}, retainedNodes: {Nodes.List(retained)})");
        return function;
    }

    /// <summary>A function that another object defines; the linker compares its type with the definition's.</summary>
    public string External(string name, BtfFunctionProto proto)
    {
        var types = proto.Parameters.Select(parameter => Type(parameter.Type)).Prepend(Type(proto.Result));
        var signature = Nodes.Add($"!DISubroutineType(types: {Nodes.List(types)})");
        return Nodes.Add(
            $"!DISubprogram(name: {IrText.Quote(name)}, scope: {File(script)}, file: {File(script)}, line: 1, type: {signature}, "
            + "flags: DIFlagPrototyped, spFlags: DISPFlagOptimized)");
    }

    // A type of another object, as far as it matters for comparing: structs by name only.
    private string Type(BtfType type) => type.Resolved switch
    {
        BtfInt integer => Nodes.Add(
            $"!DIBasicType(name: {IrText.Quote(integer.Name)}, size: {integer.Size * 8}, encoding: "
            + (integer.IsBool ? "DW_ATE_boolean" : integer.IsChar ? integer.IsSigned ? "DW_ATE_signed_char" : "DW_ATE_unsigned_char"
                : integer.IsSigned ? "DW_ATE_signed" : "DW_ATE_unsigned") + ")"),
        BtfPointer pointer => Pointer(pointer.Target.Resolved is BtfVoid ? null : Type(pointer.Target)),
        BtfArray array => Array(Type(array.Element), (int)(array.Element.Size ?? 1), (int)array.Count),
        BtfEnum e => Nodes.Add($"!DICompositeType(tag: DW_TAG_enumeration_type, name: {IrText.Quote(e.Name)}, size: {e.Size * 8}, elements: !{{}})"),
        BtfComposite { Name.Length: > 0 } composite => Forward(composite.Name, composite.IsUnion),
        BtfForward forward => Forward(forward.Name, forward.IsUnion),
        _ => "null",
    };

    private string Forward(string name, bool isUnion) => Nodes.Add(
        $"!DICompositeType(tag: {(isUnion ? "DW_TAG_union_type" : "DW_TAG_structure_type")}, name: {IrText.Quote(name)}, flags: DIFlagFwdDecl)");

    /// <summary>A place in the script inside a function; for code of a macro the place of its use.</summary>
    public string Location(SourceSpan span, string function)
    {
        var origin = span.Origin;
        if (origin.Source != script && origin.Source != SourceText.None)
            function = Nodes.Add($"!DILexicalBlockFile(scope: {function}, file: {File(origin.Source)}, discriminator: 0)");
        var (line, column) = origin.Source == SourceText.None ? (0, 0) : (origin.Line, origin.Column);
        return Nodes.Add($"!DILocation(line: {line}, column: {Math.Min(column, ushort.MaxValue)}, scope: {function})");
    }

    private static int Line(SourceSpan span) => span.Origin.Source == SourceText.None ? 1 : span.Origin.Line;

    // The text goes along, so that BTF shows source lines although the file may be elsewhere, or no file at all.
    private string File(SourceText source)
    {
        if (source == SourceText.None)
            source = script;
        if (!files.TryGetValue(source, out var reference))
        {
            reference = Nodes.Add($"!DIFile(filename: {IrText.Quote(source.Name)}, directory: \".\", source: {IrText.Quote(source.Text)})");
            files.Add(source, reference);
        }

        return reference;
    }
}
