using System.Collections.Immutable;
using ClangSharp.Interop;
using Tracegate.Compiler.Expansion;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;

namespace Tracegate.Compiler.Clang;

/// <summary>
/// The types that C headers define, made when they are asked for. What kernel headers define and the target's BTF knows
/// is left to BTF, because that is relocated on the target (L-btf-types).
/// </summary>
internal sealed class ClangTypes : ICTypes
{
    private readonly ClangUnit _unit;
    private readonly ExpanderOptions _options;
    private readonly Dictionary<(CKind Kind, string Tag), CXCursor> _tags = [];
    private readonly Dictionary<string, CXCursor> _typedefs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (CXCursor Enum, CXCursor Member)> _enumerators = new(StringComparer.Ordinal);
    private readonly Dictionary<nint, CType> _made = [];

    /// <summary>Notes what a unit declares.</summary>
    public ClangTypes(ClangUnit unit, ExpanderOptions options)
    {
        (_unit, _options) = (unit, options);
        ClangUnit.Visit(unit.Root, Collect);
    }

    /// <summary>The macros by name, the last definition of each.</summary>
    public Dictionary<string, CXCursor> Macros { get; } = new(StringComparer.Ordinal);

    /// <summary>Of the names asked for, those that are macros at the end of the unit.</summary>
    public HashSet<string> Defined { get; } = new(StringComparer.Ordinal);

    /// <summary>The variables that hold the values of constants, by the name of the constant.</summary>
    public Dictionary<string, CXCursor> Values { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public CType? Find(CKind kind, string tag) =>
        _tags.TryGetValue((kind, tag), out var cursor) && Tagged(clang.getCursorType(cursor)) is { } type and not CExternal ? type : null;

    /// <inheritdoc/>
    public CType? FindTypedef(string name) =>
        _typedefs.TryGetValue(name, out var cursor) && Typedef(cursor) is { } type and not CExternal ? type : null;

    /// <inheritdoc/>
    public (CEnum Enum, long Value)? FindEnumerator(string name) =>
        _enumerators.TryGetValue(name, out var found) && Tagged(clang.getCursorType(found.Enum)) is CEnum type
            ? (type, clang.getEnumConstantDeclValue(found.Member))
            : null;

    /// <summary>Whether the headers have an enumerator of this name, be it the target's.</summary>
    public bool IsEnumerator(string name) => _enumerators.ContainsKey(name);

    private bool Collect(CXCursor cursor)
    {
        switch (cursor.kind)
        {
            case CXCursorKind.CXCursor_StructDecl or CXCursorKind.CXCursor_UnionDecl or CXCursorKind.CXCursor_EnumDecl:
                if (clang.isCursorDefinition(cursor) == 0)
                    return false;
                if (Tag(cursor) is { Length: > 0 } tag)
                    _tags[(Kind(cursor), tag)] = cursor;
                if (cursor.kind == CXCursorKind.CXCursor_EnumDecl)
                    ClangUnit.Visit(cursor, member => CollectEnumerator(cursor, member));
                return true;
            case CXCursorKind.CXCursor_FieldDecl:
                return true;
            case CXCursorKind.CXCursor_TypedefDecl:
                _typedefs[ClangUnit.Spelling(cursor)] = cursor;
                return true;
            case CXCursorKind.CXCursor_MacroDefinition:
                Macros[ClangUnit.Spelling(cursor)] = cursor;
                return false;
            case CXCursorKind.CXCursor_VarDecl:
                var name = ClangUnit.Spelling(cursor);
                if (name.StartsWith(CSources.ValuePrefix, StringComparison.Ordinal))
                    Values[name[CSources.ValuePrefix.Length..]] = cursor;
                else if (name.StartsWith(CSources.DefinedPrefix, StringComparison.Ordinal))
                    Defined.Add(name[CSources.DefinedPrefix.Length..]);
                return false;
            default:
                return false;
        }
    }

    private bool CollectEnumerator(CXCursor type, CXCursor member)
    {
        if (member.kind == CXCursorKind.CXCursor_EnumConstantDecl)
            _enumerators[ClangUnit.Spelling(member)] = (type, member);
        return false;
    }

    private CType Convert(CXType type) => type.kind switch
    {
        CXTypeKind.CXType_Elaborated => Convert(clang.Type_getNamedType(type)),
        CXTypeKind.CXType_Typedef => Typedef(clang.getTypeDeclaration(type)),
        CXTypeKind.CXType_Bool => new CInteger("bool", 1, false, CIntegerKind.Boolean),
        CXTypeKind.CXType_Char_S or CXTypeKind.CXType_Char_U => new CInteger("char", 1, true, CIntegerKind.Character),
        CXTypeKind.CXType_SChar or CXTypeKind.CXType_Short or CXTypeKind.CXType_Int or CXTypeKind.CXType_Long
            or CXTypeKind.CXType_LongLong or CXTypeKind.CXType_Int128 => Integer(type, signed: true, CIntegerKind.Number),
        CXTypeKind.CXType_UChar or CXTypeKind.CXType_UShort or CXTypeKind.CXType_UInt or CXTypeKind.CXType_ULong
            or CXTypeKind.CXType_ULongLong or CXTypeKind.CXType_UInt128 => Integer(type, signed: false, CIntegerKind.Number),
        CXTypeKind.CXType_Float or CXTypeKind.CXType_Double or CXTypeKind.CXType_LongDouble
            or CXTypeKind.CXType_Float128 => Integer(type, signed: true, CIntegerKind.Float),
        CXTypeKind.CXType_Pointer => new CPointer(Convert(clang.getPointeeType(type))),
        CXTypeKind.CXType_ConstantArray or CXTypeKind.CXType_Vector => new CArray(Convert(clang.getElementType(type)), (int)clang.getNumElements(type)),
        CXTypeKind.CXType_IncompleteArray => new CArray(Convert(clang.getElementType(type)), 0),
        CXTypeKind.CXType_Record or CXTypeKind.CXType_Enum => Tagged(type),
        _ => clang.getCanonicalType(type) is var canonical && canonical.kind != type.kind ? Convert(canonical) : new CVoid(),
    };

    private static CInteger Integer(CXType type, bool signed, CIntegerKind kind)
    {
        var size = (int)clang.Type_getSizeOf(type);
        return new CInteger(kind == CIntegerKind.Float ? "float" : $"{(signed ? "" : "u")}int{size * 8}", size, signed, kind);
    }

    private CType Typedef(CXCursor cursor)
    {
        var name = ClangUnit.Spelling(cursor);
        return IsTarget(cursor) && _options.ExternalType(null, name) is { } known
            ? new CExternal(null, name, known.Size, known.Alignment)
            : Convert(clang.getTypedefDeclUnderlyingType(cursor));
    }

    // A struct, union or enumeration; one that is only named may still be known to the target.
    private CType Tagged(CXType type)
    {
        var cursor = clang.getTypeDeclaration(type);
        if (_made.TryGetValue(cursor.data[0], out var made))
            return made;
        var (kind, tag, size) = (Kind(cursor), Tag(cursor), clang.Type_getSizeOf(type));
        if (size < 0 || IsTarget(cursor))
        {
            var known = tag.Length > 0 ? _options.ExternalType(kind, tag) : null;
            if (size < 0 || known is not null)
                return _made[cursor.data[0]] = new CExternal(kind, tag, known?.Size ?? 0, known?.Alignment ?? 1);
        }

        return _made[cursor.data[0]] = kind == CKind.Enum
            ? Enumeration(cursor, tag, (int)size)
            : new CStruct(tag, kind == CKind.Union, SourceSpan.None, (int)size, (int)clang.Type_getAlignOf(type), () => Fields(type));
    }

    private static CEnum Enumeration(CXCursor cursor, string tag, int size)
    {
        var members = ImmutableArray.CreateBuilder<CEnumerator>();
        ClangUnit.Visit(cursor, member =>
        {
            if (member.kind == CXCursorKind.CXCursor_EnumConstantDecl)
                members.Add(new CEnumerator(ClangUnit.Spelling(member), clang.getEnumConstantDeclValue(member)));
            return false;
        });
        return new CEnum(tag, SourceSpan.None, size, members.Any(member => member.Value < 0), members.ToImmutable());
    }

    private ImmutableArray<CField> Fields(CXType record)
    {
        var fields = ImmutableArray.CreateBuilder<CField>();
        foreach (var field in ClangUnit.Fields(record))
        {
            // clang describes members without a name in words.
            var name = ClangUnit.Spelling(field);
            var isNamed = name.Length > 0 && !name.Contains('(', StringComparison.Ordinal);
            var width = Math.Max(clang.getFieldDeclBitWidth(field), 0);
            if (clang.Cursor_getOffsetOfField(field) is >= 0 and <= int.MaxValue and var offset && (isNamed || width == 0))
                fields.Add(new CField(isNamed ? name : "", Convert(clang.getCursorType(field)), (int)offset, width));
        }

        GC.KeepAlive(_unit);
        return fields.ToImmutable();
    }

    // Kernel headers describe what the target's BTF describes better; what is declared in the main file stands for BTF.
    private bool IsTarget(CXCursor cursor)
    {
        var file = ClangUnit.Place(cursor).File;
        return file == CSources.Main || _options.KernelHeaders.Any(folder => file.StartsWith(folder + "/", StringComparison.Ordinal));
    }

    private static string Tag(CXCursor cursor) =>
        clang.Cursor_isAnonymous(cursor) != 0 || ClangUnit.Spelling(cursor) is not { } tag || tag.Contains('(', StringComparison.Ordinal) ? "" : tag;

    private static CKind Kind(CXCursor cursor) => cursor.kind switch
    {
        CXCursorKind.CXCursor_StructDecl => CKind.Struct,
        CXCursorKind.CXCursor_UnionDecl => CKind.Union,
        _ => CKind.Enum,
    };
}
