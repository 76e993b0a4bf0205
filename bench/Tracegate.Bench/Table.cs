using System.Globalization;

namespace Tracegate.Bench;

/// <summary>A measured number, or why there is none.</summary>
/// <param name="Value">The number.</param>
/// <param name="Error">Why there is none.</param>
internal readonly record struct Cell(double Value, string? Error = null)
{
    /// <summary>Measures; a failure becomes the cell's content.</summary>
    public static Cell Measure(Func<double> measure)
    {
        try
        {
            return new Cell(measure());
        }
        catch (BenchException e)
        {
            return new Cell(double.NaN, e.Message);
        }
    }

    /// <summary>This number divided by another; no number if one of them is missing.</summary>
    public Cell Over(Cell other) => new(Value / other.Value, Error ?? other.Error);
}

/// <summary>A table that prints itself in aligned columns. Missing numbers are shown and explained below it.</summary>
/// <param name="title">Heading.</param>
/// <param name="columns">Name of each column of numbers.</param>
internal sealed class Table(string title, params string[] columns)
{
    private readonly List<string[]> rows = [];
    private readonly List<string> notes = [];

    /// <summary>Whether a number is missing.</summary>
    public bool Incomplete { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="name">First column.</param>
    /// <param name="format">Format of the numbers.</param>
    /// <param name="cells">The other columns.</param>
    public void Add(string name, string format, params Cell[] cells) => AddTexts(name, cells.Select(cell => Text(cell, format)));

    /// <summary>Adds a row of texts.</summary>
    public void AddTexts(string name, IEnumerable<string> cells) => rows.Add([name, .. cells]);

    /// <summary>Adds a line below the table.</summary>
    public void Note(string text)
    {
        if (!notes.Contains(text))
            notes.Add(text);
    }

    /// <summary>Says below the table whether a target is met.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="value">The result.</param>
    /// <param name="limit">Greatest value that meets the target.</param>
    /// <param name="unit">Unit of both.</param>
    public void Target(string what, Cell value, double limit, string unit)
    {
        var verdict = value.Error is not null || double.IsNaN(value.Value) ? "not measured" : value.Value <= limit ? "met" : "MISSED";
        var number = value.Error is null && !double.IsNaN(value.Value) ? Number(value.Value, "0.00") + unit + ", " : "";
        Note($"{what}: {number}target <= {Number(limit, "0.##")}{unit}: {verdict}");
    }

    /// <summary>Text of a cell; why a number is missing becomes a note.</summary>
    public string Text(Cell cell, string format)
    {
        if (cell.Error is { } error)
        {
            Incomplete = true;
            Note("error: " + error);
            return "error";
        }

        return double.IsNaN(cell.Value) ? "-" : Number(cell.Value, format);
    }

    /// <summary>Prints the table.</summary>
    public void Print(TextWriter output)
    {
        string[] header = ["", .. columns];
        var widths = header.Select((name, i) => rows.Select(row => row[i].Length).Append(name.Length).Max()).ToArray();
        output.WriteLine();
        output.WriteLine(title);
        output.WriteLine(new string('-', widths.Sum() + 2 * (widths.Length - 1)));
        foreach (var row in rows.Prepend(header))
            output.WriteLine(string.Join("  ", row.Select((text, i) => i == 0 ? text.PadRight(widths[i]) : text.PadLeft(widths[i]))).TrimEnd());
        foreach (var note in notes)
            output.WriteLine(note);
        output.Flush();
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
