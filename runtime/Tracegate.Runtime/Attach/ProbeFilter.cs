using Tracegate.Runtime.Features;

namespace Tracegate.Runtime.Attach;

/// <summary>
/// O-filter: a regular expression that names of probes must contain a match of, with <c>. [] () | * + ? ^ $ \d \w</c>.
/// .NET's and the C library's would not fit into the runner.
/// </summary>
public sealed class ProbeFilter
{
    private readonly Part root;

    private ProbeFilter(Part root) => this.root = root;

    // Matches from a place on, and offers each end that is possible to what follows.
    private delegate bool Part(string text, int at, Func<int, bool> next);

    /// <summary>Reads an expression.</summary>
    /// <exception cref="FaultException">It is none.</exception>
    public static ProbeFilter Parse(string expression)
    {
        var parser = new Parser(expression);
        return new(parser.All());
    }

    /// <summary>Whether a name matches.</summary>
    public bool Matches(string name)
    {
        for (var start = 0; start <= name.Length; start++)
        {
            if (root(name, start, static _ => true))
                return true;
        }

        return false;
    }

    private static Part One(Func<char, bool> fits) =>
        (text, at, next) => at < text.Length && fits(text[at]) && next(at + 1);

    private static Part Both(Part first, Part second) =>
        (text, at, next) => first(text, at, middle => second(text, middle, next));

    private static Part Either(Part first, Part second) =>
        (text, at, next) => first(text, at, next) || second(text, at, next);

    // As often as possible first; a round that takes nothing is the last.
    private static Part Many(Part part, bool once, bool again) => (text, at, next) =>
        part(text, at, end => again && end > at ? Many(part, once: false, again)(text, end, next) : next(end)) || (!once && next(at));

    private sealed class Parser(string expression)
    {
        private int at;

        private char Current => at < expression.Length ? expression[at] : '\0';

        public Part All()
        {
            var all = Choice();
            return at < expression.Length ? throw Fault("a ')' without '('") : all;
        }

        private Part Choice()
        {
            var choice = Sequence();
            while (Take('|'))
                choice = Either(choice, Sequence());
            return choice;
        }

        private Part Sequence()
        {
            Part sequence = static (_, at, next) => next(at);
            while (at < expression.Length && Current is not ('|' or ')'))
                sequence = Both(sequence, Repeated());
            return sequence;
        }

        private Part Repeated()
        {
            var part = Atom();
            while (Current is '*' or '+' or '?')
            {
                part = Many(part, once: Current == '+', again: Current != '?');
                at++;
            }

            return part;
        }

        private Part Atom()
        {
            var c = expression[at++];
            switch (c)
            {
                case '(':
                    var group = Choice();
                    return Take(')') ? group : throw Fault("a '(' without ')'");
                case '[':
                    return One(Class());
                case '.':
                    return One(static _ => true);
                case '^':
                    return static (_, at, next) => at == 0 && next(at);
                case '$':
                    return static (text, at, next) => at == text.Length && next(at);
                case '\\' when at < expression.Length:
                    return One(Escape(expression[at++]));
                case '*' or '+' or '?' or '{' or '\\':
                    throw Fault($"'{c}' is not expected");
                default:
                    return One(other => other == c);
            }
        }

        private Func<char, bool> Class()
        {
            var negated = Take('^');
            Func<char, bool> fits = static _ => false;
            for (var first = at; Current != ']' || at == first; at++)
            {
                if (at >= expression.Length)
                    throw Fault("a '[' without ']'");
                var (before, from) = (fits, Current);
                var isRange = at + 2 < expression.Length && expression[at + 1] == '-' && expression[at + 2] != ']';
                var to = isRange ? expression[at += 2] : from;
                fits = c => before(c) || (c >= from && c <= to);
            }

            at++;
            return negated ? c => !fits(c) : fits;
        }

        private static Func<char, bool> Escape(char c) => c switch
        {
            'd' => char.IsAsciiDigit,
            'w' => static other => char.IsAsciiLetterOrDigit(other) || other == '_',
            _ => other => other == c,
        };

        private bool Take(char c)
        {
            if (Current != c || at >= expression.Length)
                return false;
            at++;
            return true;
        }

        private FaultException Fault(string reason) =>
            Faults.Usage.With($"--probe-filter: '{expression}' is no regular expression: {reason}");
    }
}
