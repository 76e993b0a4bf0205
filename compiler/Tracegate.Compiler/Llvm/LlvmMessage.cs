using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracegate.Compiler.Llvm;

/// <summary>Takes LLVM's messages apart: <c>file:line:column: error: text</c>, then perhaps the source line and a caret.</summary>
internal static partial class LlvmMessage
{
    /// <summary>The first line of a message as an error; a position of 0:0 is none.</summary>
    public static LlvmError Parse(LlvmStage stage, string message)
    {
        string first = message.Trim().Split('\n')[0].Trim();
        Match match = Positioned().Match(first);
        if (!match.Success)
            return new LlvmError(stage, first, "", 0, 0);
        int line = int.Parse(match.Groups["line"].ValueSpan, CultureInfo.InvariantCulture);
        int column = int.Parse(match.Groups["column"].ValueSpan, CultureInfo.InvariantCulture);
        string file = line == 0 ? "" : match.Groups["file"].Value;
        return new LlvmError(stage, match.Groups["text"].Value, file, line, line == 0 ? 0 : column);
    }

    [GeneratedRegex(@"^(?<file>[^:]*):(?<line>\d+):(?<column>\d+):\s*(?:error:\s*)?(?<text>.*)$")]
    private static partial Regex Positioned();
}
