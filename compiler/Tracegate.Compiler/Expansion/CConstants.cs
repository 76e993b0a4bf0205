using Tracegate.Compiler.Source;

namespace Tracegate.Compiler.Expansion;

/// <summary>An object-like <c>#define</c> (L-cdefine).</summary>
/// <param name="Name">What it defines.</param>
/// <param name="Body">Place of the text it stands for; may be empty.</param>
public sealed record CConstant(string Name, SourceSpan Body);
