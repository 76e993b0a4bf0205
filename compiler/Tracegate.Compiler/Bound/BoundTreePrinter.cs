using System.Text;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Bound;

/// <summary>Prints a bound tree as stable text: one statement a line, every value with its type (<c>--emit bound</c>).</summary>
public static class BoundTreePrinter
{
    /// <summary>The program: parameters, maps, functions, probes.</summary>
    public static string Print(BoundProgram program)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in program.Config)
            text.Append($"config {key} = {value}\n");
        foreach (var option in program.Options)
            text.Append($"option --{option.Name} = {option.Default}\n");
        if (program.PositionalParameters > 0)
            text.Append($"parameters ${program.PositionalParameters}\n");
        foreach (var map in program.Maps)
            text.Append($"map {Map(map)}\n");
        foreach (var function in program.Functions)
        {
            var parameters = string.Join(", ", function.Symbol.Parameters.Select(p => $"{Variable(p)} : {p.Type}"));
            text.Append($"fn {function.Symbol.Name}({parameters}) : {function.Symbol.Result}\n");
            Statement(text, function.Body, 0);
        }

        foreach (var probe in program.Probes)
            Probe(text, probe);
        return text.ToString();
    }

    /// <summary>A probe.</summary>
    public static string Print(BoundProbe probe)
    {
        var text = new StringBuilder();
        Probe(text, probe);
        return text.ToString();
    }

    /// <summary>A statement.</summary>
    public static string Print(BoundStatement statement)
    {
        var text = new StringBuilder();
        Statement(text, statement, 0);
        return text.ToString();
    }

    /// <summary>An expression on one line.</summary>
    public static string Print(BoundExpression expression) => BoundExpressionPrinter.Print(expression);

    private static string Map(MapSymbol map)
    {
        var key = map.Key is null ? "" : $"[{map.Key}]";
        var storage = map.DeclaredStorage is { } kind ? $" {Tracegate.Contract.MetadataNames.Storages[(int)kind]}({map.DeclaredEntries})" : "";
        return $"{map.Name}{key} : {map.Value}{Constants(map.Value)}{storage}";
    }

    private static string Constants(TraceType type) => type is AggregateType { Info: var info }
        ? info.Kind switch
        {
            Contract.AggregateKind.Hist => $"({info.Bits})",
            Contract.AggregateKind.LHist => $"({info.Min}, {info.Max}, {info.Step})",
            Contract.AggregateKind.TSeries => $"({info.IntervalNs}, {info.Intervals}, {info.Operation})",
            _ => "",
        }
        : "";

    private static void Probe(StringBuilder text, BoundProbe probe)
    {
        text.Append($"probe {probe.Index} {probe.ProbeType.Name}");
        foreach (var part in probe.AttachPoint.Target)
            text.Append(':').Append(part);
        foreach (var (key, value) in probe.Config)
            text.Append($" [{key} = {value}]");
        text.Append('\n');
        if (probe.Predicate is { } predicate)
            text.Append($"  / {Print(predicate)} /\n");
        Statement(text, probe.Body, 0);
    }

    private static void Statement(StringBuilder text, BoundStatement statement, int depth)
    {
        void Line(string line) => text.Append(' ', 2 * depth).Append(line).Append('\n');
        switch (statement)
        {
            case BoundBlock n:
                Line("{");
                foreach (var child in n.Statements)
                    Statement(text, child, depth + 1);
                Line("}");
                break;
            case BoundExpressionStatement n:
                Line(Print(n.Expression));
                break;
            case BoundDeclaration n:
                Line($"let {Variable(n.Variable)} : {n.Variable.Type}");
                break;
            case BoundVariableAssignment n:
                Line($"{Variable(n.Variable)} : {n.Variable.Type} = {Print(n.Value)}");
                break;
            case BoundMapAssignment n:
                Line($"{Element(n.Map, n.Key)} = {Print(n.Value)}");
                break;
            case BoundMapUpdate n:
                Line($"{Element(n.Map, n.Key)} {BoundExpressionPrinter.Text(n.Operator)}= {Print(n.Value)}");
                break;
            case BoundAggregation n:
                Line($"{Element(n.Map, n.Key)} <- {(n.Value is null ? "" : Print(n.Value))}");
                break;
            case BoundIf n:
                Line($"if {Print(n.Condition)}");
                Statement(text, n.Then, depth);
                if (n.Else is { } otherwise)
                {
                    Line("else");
                    Statement(text, otherwise, depth);
                }

                break;
            case BoundWhile n:
                Line($"while {Print(n.Condition)}");
                Statement(text, n.Body, depth);
                break;
            case BoundUnroll n:
                Line($"unroll {n.Count}");
                Statement(text, n.Body, depth);
                break;
            case BoundForRange n:
                Line($"for {Variable(n.Variable)} : {n.Variable.Type} in {Print(n.From)} .. {Print(n.To)}");
                Statement(text, n.Body, depth);
                break;
            case BoundForMap n:
                Line($"for {Variable(n.Variable)} : {n.Variable.Type} in {n.Map.Name}");
                Statement(text, n.Body, depth);
                break;
            case BoundBreak:
                Line("break");
                break;
            case BoundContinue:
                Line("continue");
                break;
            case BoundReturn n:
                Line(n.Value is null ? "return" : $"return {Print(n.Value)}");
                break;
            case BoundGateCheck n:
                Line($"gate {n.IdleValue}{(n.Counts ? " counting" : "")}");
                break;
            case BoundPidCheck n:
                Line($"pid-filter {n.IdleValue}");
                break;
            case BoundGuard n:
                Line($"guard {n.IdleValue}");
                break;
            case BoundCallEntry n:
                Line("call-entry " + string.Join(", ", n.Pairs.Select(pair => pair.Nests ? $"{pair.Number} nesting" : $"{pair.Number}")));
                break;
            case BoundCallExit n:
                Line($"call-exit {n.Pair} {n.IdleValue}");
                break;
            default:
                Line(statement.GetType().Name);
                break;
        }
    }

    internal static string Element(MapSymbol map, BoundExpression? key) => key is null ? map.Name : $"{map.Name}[{Print(key)}]";

    internal static string Variable(VariableSymbol variable) => variable.Name + "#" + variable.Id;
}
