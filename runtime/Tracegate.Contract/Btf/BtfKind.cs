namespace Tracegate.Contract.Btf;

/// <summary>The kind of a BTF type, by the kernel's numbers (Documentation/bpf/btf.rst).</summary>
public enum BtfKind
{
    /// <summary>void, the type with id 0.</summary>
    Void = 0,
    /// <summary>An integer, bool or character.</summary>
    Int = 1,
    /// <summary>A pointer.</summary>
    Pointer = 2,
    /// <summary>An array with a fixed number of elements.</summary>
    Array = 3,
    /// <summary>A struct.</summary>
    Struct = 4,
    /// <summary>A union.</summary>
    Union = 5,
    /// <summary>An enum whose values fit into 32 bits.</summary>
    Enum = 6,
    /// <summary>A struct or union that is only declared.</summary>
    Forward = 7,
    /// <summary>A typedef.</summary>
    Typedef = 8,
    /// <summary>volatile.</summary>
    Volatile = 9,
    /// <summary>const.</summary>
    Const = 10,
    /// <summary>restrict.</summary>
    Restrict = 11,
    /// <summary>A function; its type is a <see cref="FunctionProto"/>.</summary>
    Function = 12,
    /// <summary>Return type and parameters of a function.</summary>
    FunctionProto = 13,
    /// <summary>A global variable.</summary>
    Variable = 14,
    /// <summary>The variables of an ELF section.</summary>
    DataSection = 15,
    /// <summary>A floating point number.</summary>
    Float = 16,
    /// <summary>A tag on a declaration.</summary>
    DeclTag = 17,
    /// <summary>A tag on a type, such as <c>user</c>, <c>rcu</c> or <c>percpu</c>.</summary>
    TypeTag = 18,
    /// <summary>An enum with 64-bit values.</summary>
    Enum64 = 19,
}
