using Tracegate.Compiler.Diagnostics;

namespace Tracegate.Compiler.Binding;

/// <summary>What the binder reports: names, types, calls, probes and the config block.</summary>
internal static class SemanticDiagnostics
{
    public static DiagnosticTable Table { get; } = new();

    // Names
    public static readonly DiagnosticDescriptor UnknownName = Table.Error("TG2001", "unknown name '{0}'");
    public static readonly DiagnosticDescriptor UndefinedVariable = Table.Error("TG2002", "undefined or undeclared variable ${0}");
    public static readonly DiagnosticDescriptor UndefinedMap = Table.Error("TG2003", "undefined map @{0}: nothing is ever assigned to it");
    public static readonly DiagnosticDescriptor Redeclared = Table.Error("TG2004", "variable ${0} is already declared; variables cannot be shadowed");
    public static readonly DiagnosticDescriptor UnknownFunction = Table.Error("TG2005", "unknown function '{0}'");
    public static readonly DiagnosticDescriptor UnknownType = Table.Error("TG2006", "unknown type '{0}'");
    public static readonly DiagnosticDescriptor UnknownField = Table.Error("TG2007", "{0} has no field '{1}'");
    public static readonly DiagnosticDescriptor UnknownMapKind = Table.Error("TG2008", "unknown map kind '{0}'");
    public static readonly DiagnosticDescriptor MapDeclaredTwice = Table.Error("TG2009", "map @{0} is declared twice");
    public static readonly DiagnosticDescriptor FunctionDefinedTwice = Table.Error("TG2010", "function '{0}' is defined twice");
    public static readonly DiagnosticDescriptor UnusedVariable = Table.Warning("TG2011", "variable ${0} is never assigned");
    public static readonly DiagnosticDescriptor UnusedMap = Table.Warning("TG2012", "map @{0} is declared but never used");

    // Types of variables and maps
    public static readonly DiagnosticDescriptor VariableType = Table.Error("TG2020", "type mismatch for ${0}: a value of type '{1}' cannot be assigned, the variable has type '{2}'");
    public static readonly DiagnosticDescriptor MapValueType = Table.Error("TG2021", "type mismatch for @{0}: a value of type '{1}' cannot be assigned, the map holds '{2}'");
    public static readonly DiagnosticDescriptor MapKeyType = Table.Error("TG2022", "key mismatch for @{0}: '{1}' is used where the map's key has type '{2}'");
    public static readonly DiagnosticDescriptor MapKeyed = Table.Error("TG2023", "@{0} is used with a key here and without one elsewhere");
    public static readonly DiagnosticDescriptor MapScalar = Table.Error("TG2024", "@{0} is used without a key here and with one elsewhere");
    public static readonly DiagnosticDescriptor BadKey = Table.Error("TG2025", "a value of type '{0}' cannot be part of a map's key");
    public static readonly DiagnosticDescriptor AggregateMix = Table.Error("TG2026", "@{0} holds '{1}' and cannot take '{2}'");
    public static readonly DiagnosticDescriptor AggregateCopy = Table.Error("TG2027", "a value of type '{0}' cannot be assigned from one map to another", "cast it to an integer, as in (int64)@map, or call the function directly");
    public static readonly DiagnosticDescriptor AggregateRead = Table.Error("TG2028", "a value of type '{0}' cannot be read in the program; it can only be printed with print(@map)");
    public static readonly DiagnosticDescriptor NotStorable = Table.Error("TG2029", "a value of type '{0}' cannot be assigned");
    public static readonly DiagnosticDescriptor StorageKind = Table.Error("TG2030", "@{0} is declared as '{1}', which cannot hold '{2}'");
    public static readonly DiagnosticDescriptor DeclaredType = Table.Error("TG2031", "a variable cannot have the type '{0}'");
    public static readonly DiagnosticDescriptor StringTooLong = Table.Error("TG2034", "the string is too long: {0} characters, at most {1} are allowed");
    public static readonly DiagnosticDescriptor MapOnly = Table.Error("TG2036", "{0}() must be assigned directly to a map");
    public static readonly DiagnosticDescriptor MapKindEntries = Table.Error("TG2037", "the number of elements of a map must be between 1 and {0}");
    public static readonly DiagnosticDescriptor SignChange = Table.Warning("TG2038", "values of '{0}' are converted to '{1}', which may change them", "use a cast if this is meant");
    public static readonly DiagnosticDescriptor AggregateConstants = Table.Error("TG2039", "all calls of {0}() for @{1} must have the same constants");

    public static readonly DiagnosticDescriptor UndecidedType = Table.Error("TG2040", "the type of {0} cannot be told: its values depend on itself alone", "declare it with a type");

    // Expressions
    public static readonly DiagnosticDescriptor BadOperands = Table.Error("TG2050", "operator '{0}' cannot be used with '{1}' and '{2}'");
    public static readonly DiagnosticDescriptor BadOperand = Table.Error("TG2051", "operator '{0}' cannot be used with '{1}'");
    public static readonly DiagnosticDescriptor DivisionByZero = Table.Error("TG2052", "division by zero");
    public static readonly DiagnosticDescriptor FoldOverflow = Table.Error("TG2053", "the value of the constant expression does not fit 64 bits");
    public static readonly DiagnosticDescriptor ShiftRange = Table.Error("TG2054", "shift by {0}: must be between 0 and 63");
    public static readonly DiagnosticDescriptor BranchTypes = Table.Error("TG2056", "the branches have different types: '{0}' and '{1}'");
    public static readonly DiagnosticDescriptor BadCondition = Table.Error("TG2057", "a value of type '{0}' cannot be a condition");
    public static readonly DiagnosticDescriptor BadCast = Table.Error("TG2058", "a value of type '{0}' cannot be cast to '{1}'");
    public static readonly DiagnosticDescriptor UselessCast = Table.Warning("TG2059", "the value already has type '{0}'");
    public static readonly DiagnosticDescriptor EnumMember = Table.Error("TG2060", "{0} is not a constant of '{1}'");
    public static readonly DiagnosticDescriptor NotAStruct = Table.Error("TG2061", "'{0}' has no fields");
    public static readonly DiagnosticDescriptor NotIndexable = Table.Error("TG2062", "a value of type '{0}' cannot be indexed");
    public static readonly DiagnosticDescriptor IndexRange = Table.Error("TG2063", "index {0} is out of bounds of '{1}'");
    public static readonly DiagnosticDescriptor IndexType = Table.Error("TG2064", "an index must be an unsigned integer, not '{0}'");
    public static readonly DiagnosticDescriptor IndexConstant = Table.Error("TG2065", "the index of a tuple must be constant");
    public static readonly DiagnosticDescriptor NotAPointer = Table.Error("TG2066", "'{0}' cannot be dereferenced");
    public static readonly DiagnosticDescriptor VoidValue = Table.Error("TG2069", "the expression has no value");
    public static readonly DiagnosticDescriptor IncrementType = Table.Error("TG2071", "'{0}' cannot be used with '{1}'");
    public static readonly DiagnosticDescriptor NotComptime = Table.Error("TG2072", "the expression is not known at compile time");
    public static readonly DiagnosticDescriptor PointerMix = Table.Warning("TG2073", "pointers of different types are compared: '{0}' and '{1}'");
    public static readonly DiagnosticDescriptor ArrayLengths = Table.Error("TG2074", "arrays of different types cannot be compared: '{0}' and '{1}'");
    public static readonly DiagnosticDescriptor ParameterOffset = Table.Error("TG2076", "only a constant can be added to a positional parameter in str()");
    public static readonly DiagnosticDescriptor MapAssignmentInSizeof = Table.Error("TG2077", "a map cannot be assigned to in an expression that is not evaluated");
    public static readonly DiagnosticDescriptor SpaceMix = Table.Warning("TG2079", "pointers to kernel and to user memory are mixed");

    // Statements
    public static readonly DiagnosticDescriptor OutsideLoop = Table.Error("TG2100", "'{0}' is only allowed in loops");
    public static readonly DiagnosticDescriptor UnrollCount = Table.Error("TG2101", "the count of unroll must be a literal between 1 and 100");
    public static readonly DiagnosticDescriptor WhileDeprecated = Table.Warning("TG2102", "'while' is deprecated", "use a for loop over a range: for $i : 0..n { }");
    public static readonly DiagnosticDescriptor ForMap = Table.Error("TG2103", "loops over @{0} are not possible: it holds '{1}'");
    public static readonly DiagnosticDescriptor ForScalarMap = Table.Error("TG2104", "loops over @{0} are not possible: it has no keys");
    public static readonly DiagnosticDescriptor RangeType = Table.Error("TG2105", "the bounds of a range must be integers, not '{0}'");
    public static readonly DiagnosticDescriptor ContextInLoop = Table.Error("TG2106", "'{0}' is not available in the body of a for loop", "read it into a variable before the loop");
    public static readonly DiagnosticDescriptor ReturnType = Table.Error("TG2107", "the value of a return must be an integer, not '{0}'");
    public static readonly DiagnosticDescriptor FunctionReturn = Table.Error("TG2108", "'{0}' returns '{1}', not '{2}'");
    public static readonly DiagnosticDescriptor MissingReturn = Table.Error("TG2109", "not all paths of '{0}' return a value");
    public static readonly DiagnosticDescriptor Unreachable = Table.Warning("TG2110", "this is never reached");
    public static readonly DiagnosticDescriptor UnusedValue = Table.Warning("TG2111", "the value is not used", "write _ = … to discard it");
    public static readonly DiagnosticDescriptor ExitInLoop = Table.Error("TG2112", "{0}() is not allowed in the body of a for loop");
    public static readonly DiagnosticDescriptor ImportedFunction = Table.Error("TG2113", "imported function '{0}' cannot be called from here: {1}");

    // Calls
    public static readonly DiagnosticDescriptor ArgumentCount = Table.Error("TG2120", "{0}() takes {1}, {2} given");
    public static readonly DiagnosticDescriptor ArgumentType = Table.Error("TG2121", "argument '{0}' of {1}() must be {2}, not '{3}'");
    public static readonly DiagnosticDescriptor ArgumentRange = Table.Error("TG2122", "argument '{0}' of {1}() must be between {2} and {3}");
    public static readonly DiagnosticDescriptor NotConstant = Table.Error("TG2123", "argument '{0}' of {1}() must be a literal");
    public static readonly DiagnosticDescriptor ArgumentWord = Table.Error("TG2124", "argument '{0}' of {1}() must be one of: {2}");
    public static readonly DiagnosticDescriptor ArgumentMap = Table.Error("TG2125", "argument '{0}' of {1}() must be a map");
    public static readonly DiagnosticDescriptor KeyedMapNeeded = Table.Error("TG2126", "{0}() needs a map with keys, @{1} has none");
    public static readonly DiagnosticDescriptor ArgumentVariable = Table.Error("TG2127", "argument '{0}' of {1}() must be a variable");
    public static readonly DiagnosticDescriptor KeyMissing = Table.Error("TG2128", "delete({0}) needs a key", "use clear() to remove all elements");
    public static readonly DiagnosticDescriptor DeleteManyKeys = Table.Error("TG2129", "{0}() takes one element: the map and the key");
    public static readonly DiagnosticDescriptor FormatCount = Table.Error("TG2130", "{0}(): the format needs {1} argument(s), {2} given");
    public static readonly DiagnosticDescriptor FormatType = Table.Error("TG2131", "%{0} needs {1}, not '{2}'");
    public static readonly DiagnosticDescriptor FormatConversion = Table.Error("TG2132", "%{0} is not supported");
    public static readonly DiagnosticDescriptor TooManyArguments = Table.Error("TG2133", "{0}() takes at most {1} arguments after the format");
    public static readonly DiagnosticDescriptor UnsafeFunction = Table.Error("TG2134", "{0}() is not safe", "allow it with --unsafe");
    public static readonly DiagnosticDescriptor VoidArgument = Table.Error("TG2135", "{0}() cannot take an expression without a value");
    public static readonly DiagnosticDescriptor DivisorOfStats = Table.Warning("TG2138", "of stats only the average is divided");
    public static readonly DiagnosticDescriptor StrLengthCut = Table.Warning("TG2139", "str() reads at most max_strlen bytes: {0} is cut to {1}");
    public static readonly DiagnosticDescriptor BufLengthCut = Table.Warning("TG2140", "buf() reads at most max_strlen - 4 bytes: {0} is cut to {1}");
    public static readonly DiagnosticDescriptor BufNeedsLength = Table.Error("TG2141", "buf() needs a length for '{0}'");
    public static readonly DiagnosticDescriptor BadAddress = Table.Error("TG2142", "'{0}' is no IPv4 or IPv6 address");
    public static readonly DiagnosticDescriptor BadSymbol = Table.Error("TG2143", "'{0}' is no name of a symbol");
    public static readonly DiagnosticDescriptor UnknownRegister = Table.Error("TG2144", "unknown register '{0}'");
    public static readonly DiagnosticDescriptor UnknownSignal = Table.Error("TG2145", "unknown signal '{0}'");
    public static readonly DiagnosticDescriptor NegativeTime = Table.Error("TG2146", "strftime() cannot take a negative time");
    public static readonly DiagnosticDescriptor MonotonicTime = Table.Error("TG2147", "strftime() cannot take a monotonic time stamp", "use nsecs or nsecs(tai)");
    public static readonly DiagnosticDescriptor Fail = Table.Error("TG2148", "{0}");
    public static readonly DiagnosticDescriptor OptionDiffers = Table.Error("TG2149", "named parameter '{0}' is used with another default or description elsewhere");
    public static readonly DiagnosticDescriptor TimeFormatLength = Table.Error("TG2150", "the format of {0}() is too long: at most {1} characters");
    public static readonly DiagnosticDescriptor MapArguments = Table.Error("TG2151", "{0}(): {1}");
    public static readonly DiagnosticDescriptor Unstable = Table.Error("TG2152", "this is unstable: {0} does not allow it");
    public static readonly DiagnosticDescriptor UnstableUsed = Table.Warning("TG2153", "{0} is unstable: it may change");
    public static readonly DiagnosticDescriptor NoParentheses = Table.Error("TG2155", "'{0}' is no function");
    public static readonly DiagnosticDescriptor ArgumentLeast = Table.Error("TG2157", "argument '{0}' of {1}() must be at least {2}");
    public static readonly DiagnosticDescriptor FunctionArgument = Table.Error("TG2156", "argument {0} of '{1}' must be '{2}', not '{3}'");

    // What probes offer
    public static readonly DiagnosticDescriptor NotInProbe = Table.Error("TG2170", "'{0}' is not available in a {1} probe");
    public static readonly DiagnosticDescriptor NotInFunction = Table.Error("TG2171", "'{0}' is not available in a function");
    public static readonly DiagnosticDescriptor ArgumentNumber = Table.Error("TG2172", "arg{0} is not available: {1} has arguments up to arg{2}");
    public static readonly DiagnosticDescriptor NoArguments = Table.Error("TG2174", "the arguments of {0} are not known");
    public static readonly DiagnosticDescriptor ArgumentsNeedDebugInfo = Table.Error("TG2175", "'args' needs the debug info of the binary", "compile it with -g and install libdw1, or use arg0, arg1, …");

    public static readonly DiagnosticDescriptor NoResult = Table.Error("TG2176", "{0} returns no value");

    // Attach points
    public static readonly DiagnosticDescriptor UnknownProvider = Table.Error("TG2200", "unknown probe type '{0}'");
    public static readonly DiagnosticDescriptor PartCount = Table.Error("TG2201", "{0} takes {1}, {2} given");
    public static readonly DiagnosticDescriptor WildcardNotAllowed = Table.Error("TG2202", "{0} probes cannot have wildcards");
    public static readonly DiagnosticDescriptor UnknownUnit = Table.Error("TG2203", "unknown unit '{0}'", "units are hz, s, ms, us");
    public static readonly DiagnosticDescriptor BadCount = Table.Error("TG2204", "'{0}' is no number above 0");
    public static readonly DiagnosticDescriptor BadDuration = Table.Error("TG2205", "'{0}' is no duration", "write 10ms, 1s, hz:99 or s:1");
    public static readonly DiagnosticDescriptor ShortPeriod = Table.Error("TG2206", "a period of {0} ns is too short: at least {1} ns");
    public static readonly DiagnosticDescriptor UnknownPerfEvent = Table.Error("TG2207", "unknown event '{0}'");
    public static readonly DiagnosticDescriptor BadOffset = Table.Error("TG2208", "'{0}' is no offset");
    public static readonly DiagnosticDescriptor OffsetOnReturn = Table.Error("TG2209", "a {0} cannot have an offset");
    public static readonly DiagnosticDescriptor AddressNeedsUnsafe = Table.Error("TG2210", "a kprobe on an address is not safe", "allow it with --unsafe");
    public static readonly DiagnosticDescriptor UnknownSelfEvent = Table.Error("TG2211", "unknown event '{0}' of self", "self knows signal");
    public static readonly DiagnosticDescriptor UnknownSelfSignal = Table.Error("TG2212", "self cannot wait for '{0}'", "the only signal is SIGUSR1");
    public static readonly DiagnosticDescriptor EmptyPart = Table.Error("TG2213", "the {0} is missing");
    public static readonly DiagnosticDescriptor NoProviderMatches = Table.Error("TG2214", "no probe type matches '{0}'");
    public static readonly DiagnosticDescriptor NoProbes = Table.Error("TG2215", "the script has no probes");
    public static readonly DiagnosticDescriptor ProviderParameter = Table.Error("TG2216", "the probe type must be known at compile time: '{0}' holds a positional parameter");

    public static readonly DiagnosticDescriptor TooManyPrograms = Table.Error("TG2217", "the script needs {0} programs, at most {1} are allowed", "raise max_bpf_progs in the config block");

    public static readonly DiagnosticDescriptor LockFunction = Table.Warning(
        "TG2218",
        "{0} is called inside programs too: one that interrupts another there could deadlock the kernel",
        "a guard lets each CPU run one program of the script at a time; events that it keeps out are counted as lost");

    // Config block
    public static readonly DiagnosticDescriptor UnknownOption = Table.Error("TG2230", "unknown config option '{0}'");
    public static readonly DiagnosticDescriptor OptionValue = Table.Error("TG2231", "'{0}' is no value of {1}");
    public static readonly DiagnosticDescriptor RenamedOption = Table.Warning("TG2232", "{0} is now called {1}");
    public static readonly DiagnosticDescriptor RetiredOption = Table.Warning("TG2233", "{0} has no effect any more");
    public static readonly DiagnosticDescriptor NotPerProbe =
        Table.Error("TG2235", "{0} is a setting of the whole script", "move it to the config block");
    public static readonly DiagnosticDescriptor EnvironmentOption = Table.Error("TG2234", "{0} can only be set in the environment");
}
