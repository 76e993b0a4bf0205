using System.Text;

namespace Tracegate.GoldenTests.Harness;

/// <summary>Splits a line into words as a shell does, with single and double quotes.</summary>
internal static class ShellWords
{
    public static List<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var started = false;
        foreach (var c in line)
        {
            if (quote != '\0' ? c == quote : c is '\'' or '"')
            {
                quote = quote == '\0' ? c : '\0';
                started = true;
            }
            else if (c == ' ' && quote == '\0')
            {
                if (started)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                started = false;
            }
            else
            {
                word.Append(c);
                started = true;
            }
        }

        if (started)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
