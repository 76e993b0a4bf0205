namespace Tracegate.Bench;

/// <summary>How repeated measurements become one number.</summary>
internal static class Statistics
{
    /// <summary>The middle value.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
            return double.NaN;
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The geometric mean of the ratios that were measured; not a number if one failed.</summary>
    public static Cell GeometricMean(IReadOnlyCollection<Cell> ratios) =>
        new(Math.Exp(ratios.Average(ratio => Math.Log(ratio.Value))), ratios.FirstOrDefault(ratio => ratio.Error is not null).Error);

    /// <summary>
    /// Measures several things in turn, so that what changes on the machine meanwhile meets all of them alike, and takes
    /// the median of each. One that fails is not tried again.
    /// </summary>
    public static Cell[] Interleave(int rounds, params Func<double>[] measures)
    {
        var values = measures.Select(_ => new List<double>()).ToArray();
        var errors = new string?[measures.Length];
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < measures.Length; i++)
            {
                if (errors[i] is not null)
                    continue;
                var cell = Cell.Measure(measures[i]);
                errors[i] = cell.Error;
                values[i].Add(cell.Value);
            }
        }

        return [.. values.Select((list, i) => errors[i] is { } error ? new Cell(double.NaN, error) : new Cell(Median(list)))];
    }
}
