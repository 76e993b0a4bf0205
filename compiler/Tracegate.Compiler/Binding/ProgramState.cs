using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Profiles;
using Tracegate.Compiler.Source;
using Tracegate.Compiler.Syntax;
using Tracegate.Compiler.Types;
using Tracegate.Contract;

namespace Tracegate.Compiler.Binding;

/// <summary>
/// What all bodies of a program share. Bodies are bound again and again until no type changes; only the last pass
/// reports.
/// </summary>
internal sealed class ProgramState(ITypeSource types, TargetProfile profile, BindOptions options, ConfigValues config)
{
    private readonly Dictionary<(int Body, SyntaxNode First), VariableState> _variables = [];
    private readonly Dictionary<string, MapState> _maps = [];

    public ITypeSource Types { get; } = types;

    public TargetProfile Profile { get; } = profile;

    public BindOptions Options { get; } = options;

    public ConfigValues Config { get; } = config;

    /// <summary>Where the pass reports; thrown away but for the last pass.</summary>
    public DiagnosticBag Diagnostics { get; set; } = [];

    /// <summary>Whether types are final and diagnostics count.</summary>
    public bool IsFinal { get; set; }

    /// <summary>Whether the pass changed the type of anything.</summary>
    public bool Changed { get; set; }

    /// <summary>Highest N of <c>$N</c>.</summary>
    public int PositionalParameters { get; set; }

    public Dictionary<string, FunctionSymbol> Functions { get; } = [];

    /// <summary>Named parameters in order of their first use.</summary>
    public List<OptionInfo> NamedParameters { get; } = [];

    public IEnumerable<MapState> Maps => _maps.Values;

    public IEnumerable<VariableState> Variables => _variables.Values;

    public MapState? FindMap(string name) => _maps.GetValueOrDefault(name);

    public MapState Map(string name, SourceSpan span)
    {
        if (!_maps.TryGetValue(name, out var map))
        {
            _maps[name] = map = new MapState(new MapSymbol("@" + name, span), name);
            Changed = true;
        }

        return map;
    }

    /// <summary>The variable that first appears at a node of a body.</summary>
    public VariableState Variable(int body, SyntaxNode first, string name, SourceSpan span)
    {
        if (!_variables.TryGetValue((body, first), out var variable))
        {
            var id = _variables.Keys.Count(key => key.Body == body);
            _variables[(body, first)] = variable = new VariableState(new VariableSymbol("$" + name, id, span), name);
            Changed = true;
        }

        return variable;
    }

    /// <summary>Joins a type into a variable; false when it does not go with the type that the variable has.</summary>
    public bool Join(VariableState variable, TraceType type)
    {
        var joined = TypeJoin.Join(variable.Symbol.Type, type);
        if (joined is null)
            return false;
        if (!IsFinal && !TypeJoin.IsSame(joined, variable.Symbol.Type))
        {
            variable.Symbol.Type = joined;
            Changed = true;
        }

        return true;
    }

    /// <summary>Joins a type into a map's values.</summary>
    public bool JoinValue(MapState map, TraceType type)
    {
        map.IsAssigned = true;
        var joined = TypeJoin.Join(map.Symbol.Value, type);
        if (joined is null)
            return false;
        if (!IsFinal && !TypeJoin.IsSame(joined, map.Symbol.Value))
        {
            map.Symbol.Value = joined;
            Changed = true;
        }

        return true;
    }

    /// <summary>Joins a type into a map's key.</summary>
    public bool JoinKey(MapState map, TraceType type)
    {
        var joined = map.Symbol.Key is null ? type : TypeJoin.Join(map.Symbol.Key, type);
        if (joined is null)
            return false;
        if (!IsFinal && !TypeJoin.IsSame(joined, map.Symbol.Key))
        {
            map.Symbol.Key = joined;
            Changed = true;
        }

        return true;
    }

    /// <summary>Makes all types final.</summary>
    public void Settle()
    {
        foreach (var variable in _variables.Values)
            variable.Symbol.Type = TypeJoin.Settle(variable.Symbol.Type);
        foreach (var map in _maps.Values)
        {
            map.Symbol.Value = TypeJoin.Settle(map.Symbol.Value);
            if (map.Symbol.Key is { } key)
                map.Symbol.Key = TypeJoin.Settle(key);
        }
    }
}

/// <summary>What inference knows of a variable.</summary>
internal sealed class VariableState(VariableSymbol symbol, string name)
{
    public VariableSymbol Symbol { get; } = symbol;

    /// <summary>Name without <c>$</c>, as the script or its macro writes it: expansion adds a suffix to macros' own.</summary>
    public string Name { get; } = name.Split('$')[0];

    /// <summary>Whether <c>let</c> gave it a type that cannot grow.</summary>
    public bool IsFixed { get; set; }

    /// <summary>Whether anything but its declaration assigns to it.</summary>
    public bool IsAssigned { get; set; }
}

/// <summary>What inference knows of a map.</summary>
internal sealed class MapState(MapSymbol symbol, string name)
{
    public MapSymbol Symbol { get; } = symbol;

    /// <summary>Name without <c>@</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it has keys, by its first use; null until then.</summary>
    public bool? IsKeyed { get; set; }

    /// <summary>The use that decided <see cref="IsKeyed"/>.</summary>
    public SourceSpan KindSpan { get; set; }

    /// <summary>Whether anything assigns to it.</summary>
    public bool IsAssigned { get; set; }

    /// <summary>Whether anything but its declaration names it.</summary>
    public bool IsUsed { get; set; }
}
