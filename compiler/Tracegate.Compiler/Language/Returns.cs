using Tracegate.Compiler.Types;

namespace Tracegate.Compiler.Language;

/// <summary>Common result rules of the function table.</summary>
internal static class Returns
{
    public static TraceType Bool(CallSite call) => BooleanType.Instance;

    public static TraceType Int64(CallSite call) => IntegerType.Int64;

    public static TraceType UInt64(CallSite call) => IntegerType.UInt64;

    public static TraceType UInt32(CallSite call) => IntegerType.UInt32;

    /// <summary>The first argument's type.</summary>
    public static TraceType First(CallSite call) => call.TypeOf(0);

    /// <summary>A string of C-max_strlen.</summary>
    public static TraceType Text(CallSite call) => new StringType(call.Context.Config.MaxStringLength);

    /// <summary>A type that does not depend on the call.</summary>
    public static Func<CallSite, TraceType> Always(TraceType type) => _ => type;

    /// <summary>A value that is resolved when printed.</summary>
    public static Func<CallSite, TraceType> Symbolic(SymbolicKind kind) => Always(new SymbolicType(kind));
}

/// <summary>Short forms of <see cref="Parameter"/> for the rows of the tables.</summary>
internal static class Take
{
    public static Parameter Integer(string name) => new(name, ParameterKind.Integer);

    public static Parameter Condition(string name) => new(name, ParameterKind.Condition);

    public static Parameter Address(string name) => new(name, ParameterKind.Address);

    public static Parameter Pointer(string name) => new(name, ParameterKind.Pointer);

    public static Parameter String(string name) => new(name, ParameterKind.String);

    public static Parameter Value(string name) => new(name, ParameterKind.Value);

    public static Parameter Map(string name) => new(name, ParameterKind.Map);

    public static Parameter KeyedMap(string name) => new(name, ParameterKind.KeyedMap);

    public static Parameter Key(string name) => new(name, ParameterKind.MapKey);

    public static Parameter Variable(string name) => new(name, ParameterKind.Variable);

    public static Parameter Text(string name) => new(name, ParameterKind.ConstantString);

    public static Parameter Number(string name, long min = long.MinValue, long max = long.MaxValue) =>
        new(name, ParameterKind.ConstantInteger) { Min = min, Max = max };

    public static Parameter Literal(string name) => new(name, ParameterKind.Constant);

    public static Parameter Format { get; } = new("format", ParameterKind.Format);

    public static Parameter Word(string name, params string[] words) => new(name, ParameterKind.Word) { Words = [.. words] };

    /// <summary>The same, but it may be left out.</summary>
    public static Parameter OrNone(this Parameter parameter) => parameter with { Optional = true };
}
