using System.Collections.Immutable;
using Tracegate.Compiler.Bound;
using Tracegate.Compiler.Btf;
using Tracegate.Compiler.Dwarf;
using Tracegate.Compiler.Expansion;
using Tracegate.Compiler.Language;
using Tracegate.Compiler.Profiles;
using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Binding;

/// <summary>Finds the type of <c>args</c> (B-args) and of a typed <c>retval</c> for an attach point without wildcards.</summary>
internal sealed class ProbeArguments(TargetProfile profile, KernelTypes types, ScriptTypes script)
{
    /// <summary>
    /// The attach point with <see cref="AttachPoint.Args"/> and <see cref="AttachPoint.Result"/> set, as far as the
    /// target profile knows them.
    /// </summary>
    public AttachPoint Complete(ProbeTypeDescriptor type, AttachPoint point) => type.Arguments switch
    {
        ArgumentsKind.TracepointFormat when point.Target.Length == 2 => point with { Args = Tracepoint(point.Target[0], point.Target[1]) },
        ArgumentsKind.RawTracepoint => point with { Args = RawTracepoint(point.Target[^1]) },
        ArgumentsKind.FunctionEntry or ArgumentsKind.FunctionExit => Function(type.Arguments, point),
        _ => point,
    };

    /// <summary>The attach point of a user function with the arguments that its debug info tells (P-ok-args).</summary>
    public AttachPoint CompleteByDebugInfo(AttachPoint point)
    {
        // Behind an offset the registers no longer hold the arguments; a wildcard stands for different ones.
        if (point.HasWildcard || point.Target is not [var binary, var function] || function.Contains('+', StringComparison.Ordinal))
            return point;
        return profile.UserParameters(binary, function) is { } parameters
            && parameters.Length <= Language.Registers.ArgumentCount
            && parameters.All(parameter => parameter.Type is CPointer or CEnum or CInteger { Kind: not CIntegerKind.Float, Bytes: <= 8 })
            ? point with { Args = Arguments(function, null, parameters.Select(Argument)) }
            : point;
    }

    private StructField Argument(UserParameter parameter, int index)
    {
        var type = script.From(parameter.Type);
        return new StructField(
            parameter.Name, type is PointerType pointer ? pointer with { Space = AddressSpace.User } : type, index * 64, 0, [], new FieldSource.Register(index));
    }

    private StructType? Tracepoint(string category, string name)
    {
        if (profile.FindTracepoint(category, name) is not { } tracepoint)
        {
            return null;
        }

        var fields = tracepoint.Fields
            .Where(field => !field.Name.StartsWith("common_", StringComparison.Ordinal))
            .Select(Field);
        return Arguments($"{category}:{name}", tracepoint.Struct, fields);
    }

    private StructField Field(TracepointField field)
    {
        var format = field.Format;
        if (format.Kind != TracepointFieldKind.Plain)
        {
            var path = field.Access is TracepointAccess.Member location ? Path(location.Field) : [];
            FieldSource source = format.Kind == TracepointFieldKind.DataLocation
                ? new FieldSource.DataLocation()
                : new FieldSource.RelativeLocation();
            var element = FormatTypeText.Read(format.TypeText.Replace("[]", "", StringComparison.Ordinal), 1, format.IsSigned, AddressSpace.Kernel, types);
            return new StructField(format.Name, new PointerType(element, AddressSpace.Kernel), format.Offset * 8, 0, path, source);
        }

        var text = FormatTypeText.Read(format.TypeText, format.Size, format.IsSigned, Space(field.Access), types);
        return field.Access switch
        {
            TracepointAccess.SyscallNumber => new StructField(format.Name, IntegerType.Int32, format.Offset * 8, 0, [], new FieldSource.ContextOffset(8)),
            TracepointAccess.SyscallArgument(var index) => new StructField(format.Name, text, format.Offset * 8, 0, [], new FieldSource.SyscallArgument(index)),
            TracepointAccess.SyscallReturn => new StructField(format.Name, IntegerType.Int64, format.Offset * 8, 0, [], new FieldSource.SyscallReturn()),
            TracepointAccess.Member(var member) => new StructField(
                format.Name, types.From(member.Type), format.Offset * 8, 0, Path(member), new FieldSource.TracepointMember()),
            _ => new StructField(format.Name, text, format.Offset * 8, 0, [], new FieldSource.ContextOffset(format.Offset)),
        };
    }

    private StructType? RawTracepoint(string name) =>
        profile.RawTracepointArguments(name) is { } parameters ? Arguments("rawtracepoint:" + name, null, Words(parameters)) : null;

    private AttachPoint Function(ArgumentsKind kind, AttachPoint point)
    {
        var module = point.Target.Length > 1 ? point.Target[0] : null;
        if (profile.FunctionSignature(point.Target[^1], module) is not { } signature)
        {
            return point;
        }

        var words = Words(signature.Parameters);
        var result = kind == ArgumentsKind.FunctionExit && types.From(signature.Result) is { } type and not VoidType
            ? new StructField("retval", type, 0, 0, [], new FieldSource.FunctionReturn(signature.Parameters.Sum(WordCount)))
            : null;
        return point with { Args = Arguments(point.Target[^1], null, words), Result = result };
    }

    // Each argument takes 8-byte words of the context; structs passed by value take two when they are larger than one.
    private List<StructField> Words(ImmutableArray<BtfParameter> parameters)
    {
        var fields = new List<StructField>(parameters.Length);
        var word = 0;
        foreach (var parameter in parameters)
        {
            fields.Add(new StructField(parameter.Name, types.From(parameter.Type), word * 64, 0, [], new FieldSource.ContextWord(word)));
            word += WordCount(parameter);
        }

        return fields;
    }

    private static int WordCount(BtfParameter parameter) => (int)Math.Max(1, ((parameter.Type.Size ?? 8) + 7) / 8);

    private static StructType Arguments(string name, BtfComposite? record, IEnumerable<StructField> fields)
    {
        ImmutableArray<StructField> list = [.. fields];
        var size = list.Select(field => (field.BitOffset / 8) + Math.Max(field.Type.Size, 8)).DefaultIfEmpty(0).Max();
        return new StructType(name + "_args", isUnion: false, size, 8, record, _ => list);
    }

    private static AddressSpace Space(TracepointAccess access) =>
        access is TracepointAccess.SyscallArgument ? AddressSpace.User : AddressSpace.Kernel;

    private static ImmutableArray<int> Path(BtfField field) => [.. field.Steps.Select(step => step.Index)];
}
