using Tracegate.Compiler.Diagnostics;
using Tracegate.Compiler.Expansion;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Binding;

/// <summary>What can be said of variables and maps only after all bodies are bound.</summary>
internal static class DeclarationChecks
{
    public static void Run(ProgramState state, ExpandedProgram program, DiagnosticBag bag)
    {
        foreach (var map in state.Maps)
        {
            if (map.Symbol.DeclaredStorage is not { } storage)
                continue;
            if (!map.IsUsed)
                bag.Add(SemanticDiagnostics.UnusedMap.At(map.Symbol.Span, map.Name));
            else if (map.Symbol.Value is not ErrorType && MapStorages.IsPerCpu(storage) != map.Symbol.Value is AggregateType)
                bag.Add(SemanticDiagnostics.StorageKind.At(map.Symbol.Span, map.Name, MapStorages.Name(storage), map.Symbol.Value));
        }

        foreach (var variable in state.Variables.Where(variable => !variable.IsAssigned))
            bag.Add(SemanticDiagnostics.UnusedVariable.At(variable.Symbol.Span, variable.Name));
        if (bag.HasErrors)
            return;

        // Nothing decided the type: every value that is assigned depends on itself.
        foreach (var variable in state.Variables.Where(variable => variable.IsAssigned && variable.Symbol.Type is ErrorType))
            bag.Add(SemanticDiagnostics.UndecidedType.At(variable.Symbol.Span, variable.Symbol.Name));
        foreach (var map in state.Maps.Where(map => map.IsUsed && map.Symbol.Value is ErrorType))
            bag.Add(SemanticDiagnostics.UndecidedType.At(map.Symbol.Span, map.Symbol.Name));
    }
}
