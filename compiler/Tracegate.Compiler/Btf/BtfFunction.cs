using System.Collections.Immutable;

namespace Tracegate.Compiler.Btf;

/// <summary>A function of the kernel, a module or a program.</summary>
public sealed record BtfFunction : BtfType
{
    private readonly int _proto;

    internal BtfFunction(BtfFile owner, int id, string name, int proto, int linkage) : base(owner, id, name) =>
        (_proto, Linkage) = (proto, linkage);

    /// <summary>Its return type and parameters.</summary>
    public BtfFunctionProto Proto => Owner[_proto] as BtfFunctionProto ?? new BtfFunctionProto(Owner, 0, 0, [], false);

    /// <summary>0 static, 1 global, 2 extern.</summary>
    public int Linkage { get; }

    /// <inheritdoc/>
    public override BtfKind Kind => BtfKind.Function;

    /// <inheritdoc/>
    public override long? Size => null;
}

/// <summary>A function's type.</summary>
public sealed record BtfFunctionProto : BtfType
{
    private readonly int _result;

    internal BtfFunctionProto(BtfFile owner, int id, int result, ImmutableArray<BtfParameter> parameters, bool isVariadic)
        : base(owner, id, "") => (_result, Parameters, IsVariadic) = (result, parameters, isVariadic);

    /// <summary>The return type; void for none.</summary>
    public BtfType Result => Owner[_result];

    /// <summary>The parameters, without the ellipsis.</summary>
    public ImmutableArray<BtfParameter> Parameters { get; }

    /// <summary>Whether an ellipsis follows the parameters.</summary>
    public bool IsVariadic { get; }

    /// <inheritdoc/>
    public override BtfKind Kind => BtfKind.FunctionProto;

    /// <inheritdoc/>
    public override long? Size => null;
}

/// <summary>A parameter of a function.</summary>
/// <param name="Owner">The file that defines the function.</param>
/// <param name="Name">The name; empty when the declaration has none.</param>
/// <param name="TypeId">The id of the type within <paramref name="Owner"/>.</param>
public sealed record BtfParameter(BtfFile Owner, string Name, int TypeId)
{
    /// <summary>The declared type.</summary>
    public BtfType Type => Owner[TypeId];

    /// <summary>The declaration, such as <c>struct file *file</c>.</summary>
    public override string ToString() => BtfText.Write(Type, Name);
}

/// <summary>A global variable.</summary>
public sealed record BtfVariable : BtfType
{
    private readonly int _type;

    internal BtfVariable(BtfFile owner, int id, string name, int type, int linkage) : base(owner, id, name) =>
        (_type, Linkage) = (type, linkage);

    /// <summary>The variable's type.</summary>
    public BtfType Type => Owner[_type];

    /// <summary>0 static, 1 global, 2 extern.</summary>
    public int Linkage { get; }

    /// <inheritdoc/>
    public override BtfKind Kind => BtfKind.Variable;

    /// <inheritdoc/>
    public override long? Size => Type.Size;
}

/// <summary>A variable's place in an ELF section.</summary>
/// <param name="Owner">The file that defines the section.</param>
/// <param name="VariableId">The id of the <see cref="BtfVariable"/> or, in programs, <see cref="BtfFunction"/>.</param>
/// <param name="Offset">Offset in the section in bytes.</param>
/// <param name="Size">Size in bytes.</param>
public sealed record BtfSectionEntry(BtfFile Owner, int VariableId, int Offset, int Size)
{
    /// <summary>The variable.</summary>
    public BtfType Variable => Owner[VariableId];
}

/// <summary>An ELF section with variables.</summary>
public sealed record BtfDataSection : BtfType
{
    private readonly int _size;

    internal BtfDataSection(BtfFile owner, int id, string name, int size, ImmutableArray<BtfSectionEntry> entries)
        : base(owner, id, name) => (_size, Entries) = (size, entries);

    /// <summary>The variables.</summary>
    public ImmutableArray<BtfSectionEntry> Entries { get; }

    /// <inheritdoc/>
    public override BtfKind Kind => BtfKind.DataSection;

    /// <inheritdoc/>
    public override long? Size => _size;
}

/// <summary>A tag on a struct, member, function, parameter, typedef or variable; its text is the name.</summary>
public sealed record BtfDeclTag : BtfType
{
    private readonly int _target;

    internal BtfDeclTag(BtfFile owner, int id, string name, int target, int componentIndex) : base(owner, id, name) =>
        (_target, ComponentIndex) = (target, componentIndex);

    /// <summary>What is tagged.</summary>
    public BtfType Target => Owner[_target];

    /// <summary>The number of the tagged member or parameter, -1 for the declaration itself.</summary>
    public int ComponentIndex { get; }

    /// <inheritdoc/>
    public override BtfKind Kind => BtfKind.DeclTag;

    /// <inheritdoc/>
    public override long? Size => null;
}
