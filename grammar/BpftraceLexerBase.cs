using Antlr4.Runtime;

namespace Tracegate.Grammar;

/// <summary>Counts braces, so that a body ends with the brace that closes it.</summary>
public abstract class BpftraceLexerBase(ICharStream input, TextWriter output, TextWriter errorOutput)
    : Lexer(input, output, errorOutput)
{
    private int _depth;
    private bool _inMapDeclaration;
    private bool _inPredicate;

    /// <summary>Starts a body, or what precedes its first brace.</summary>
    protected void Enter(int bodyMode)
    {
        _depth = 0;
        (_inMapDeclaration, _inPredicate) = (false, false);
        Mode(bodyMode);
    }

    /// <summary>Starts a predicate: braces in it do not end the probe.</summary>
    protected void EnterPredicate(int bodyMode)
    {
        Enter(bodyMode);
        _inPredicate = true;
    }

    /// <summary>At the slash and brace between predicate and body.</summary>
    protected void ClosePredicate() => (_depth, _inPredicate) = (1, false);

    /// <summary>Starts a map declaration: its ';' may be missing, so that it ends with its parenthesis.</summary>
    protected void EnterMapDeclaration(int bodyMode)
    {
        Enter(bodyMode);
        _inMapDeclaration = true;
    }

    /// <summary>At an opening brace.</summary>
    protected void Open() => _depth++;

    /// <summary>At a closing brace: the outermost one leads back to the top level.</summary>
    protected void Close(int topMode)
    {
        if (--_depth <= 0 && !_inPredicate)
            Mode(topMode);
    }

    /// <summary>At a semicolon: outside braces it ends a declaration.</summary>
    protected void End(int topMode)
    {
        if (_depth == 0)
            Mode(topMode);
    }

    /// <summary>At a closing parenthesis.</summary>
    protected void CloseParenthesis(int topMode)
    {
        if (_inMapDeclaration && _depth == 0)
            Mode(topMode);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _depth = 0;
        base.Reset();
    }
}
