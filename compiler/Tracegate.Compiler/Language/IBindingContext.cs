using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>What the rows of the language tables may ask of the binder.</summary>
public interface IBindingContext
{
    /// <summary>Row of the probe that is bound; null in functions of the script.</summary>
    ProbeTypeDescriptor? ProbeType { get; }

    /// <summary>The attach point that is bound; null in functions of the script.</summary>
    AttachPoint? AttachPoint { get; }

    /// <summary>Values of the config options that matter at compile time.</summary>
    ConfigValues Config { get; }

    /// <summary>Makes types of kernel and script by name.</summary>
    ITypeSource Types { get; }

    /// <summary>Reports a diagnostic.</summary>
    void Report(Diagnostic diagnostic);

    /// <summary>An expression converted to a type; reports an error when there is no such conversion.</summary>
    BoundExpression Convert(BoundExpression value, TraceType type);

    /// <summary>A value as an address: an integer becomes a pointer into the space that the probe's arguments point to.</summary>
    BoundExpression ToAddress(BoundExpression value);

    /// <summary>A field of a struct, reached through any number of pointers.</summary>
    BoundExpression Field(SourceSpan span, BoundExpression target, string name);

    /// <summary>A string constant.</summary>
    BoundString String(SourceSpan span, string text);

    /// <summary>Adds a named parameter, or checks it against the earlier use (F-getopt).</summary>
    void AddOption(SourceSpan span, Contract.OptionInfo option);
}

/// <summary>Types that come from outside the language: the kernel's and the script's C types.</summary>
public interface ITypeSource
{
    /// <summary>A struct by its tag, or null.</summary>
    StructType? FindStruct(string tag);

    /// <summary>A union by its tag, or null.</summary>
    StructType? FindUnion(string tag);

    /// <summary>An enumeration by its tag, or null.</summary>
    EnumType? FindEnum(string tag);

    /// <summary>A typedef or base type by its name, or null.</summary>
    TraceType? FindTypedef(string name);

    /// <summary>The enumeration that has a constant of this name, and the constant; null when there is none.</summary>
    (EnumType Enum, Contract.EnumMember Member, bool IsKernel)? FindEnumerator(string name);
}
