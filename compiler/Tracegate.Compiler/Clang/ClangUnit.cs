using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ClangSharp.Interop;

namespace Tracegate.Compiler.Clang;

/// <summary>A place in a file that a <see cref="ClangUnit"/> read.</summary>
/// <param name="File">The file's name as clang found it; empty for code of no file.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in bytes, from 1.</param>
/// <param name="Offset">Bytes from the start of the file.</param>
/// <param name="Handle">What <see cref="ClangUnit.ReadFile"/> takes.</param>
internal readonly record struct ClangPlace(string File, int Line, int Column, int Offset, nint Handle);

/// <summary>An error in C code.</summary>
internal sealed record ClangError(string Text, ClangPlace Place);

/// <summary>C code that libclang has parsed. It lives as long as somebody may ask for its types.</summary>
internal sealed unsafe class ClangUnit : SafeHandle
{
    private readonly void* _index;

    private ClangUnit(void* index, CXTranslationUnitImpl* unit)
        : base(0, ownsHandle: true)
    {
        _index = index;
        SetHandle((nint)unit);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The cursor of the whole unit.</summary>
    public CXCursor Root => clang.getTranslationUnitCursor(Unit);

    private CXTranslationUnitImpl* Unit => (CXTranslationUnitImpl*)handle;

    /// <summary>Parses C. Errors in the code are in <see cref="Errors"/>; null if libclang itself failed.</summary>
    /// <param name="main">Name of the file to parse.</param>
    /// <param name="files">Files that are not, or not so, on disk: name and ASCII text.</param>
    /// <param name="arguments">Options of clang's command line.</param>
    public static ClangUnit? Parse(string main, IEnumerable<(string Name, string Text)> files, IEnumerable<string> arguments)
    {
        var memory = new List<nint>();
        try
        {
            nint Copy(string text)
            {
                memory.Add(Marshal.StringToCoTaskMemUTF8(text));
                return memory[^1];
            }

            var options = arguments.Select(Copy).ToArray();
            var unsaved = files.Select(file => new CXUnsavedFile
            {
                Filename = (sbyte*)Copy(file.Name),
                Contents = (sbyte*)Copy(file.Text),
                Length = (nuint)Encoding.UTF8.GetByteCount(file.Text),
            }).ToArray();
            var index = clang.createIndex(0, 0);
            CXTranslationUnitImpl* unit;
            CXErrorCode code;
            fixed (nint* first = options)
            fixed (CXUnsavedFile* file = unsaved)
            {
                code = clang.parseTranslationUnit2(
                    index, (sbyte*)Copy(main), (sbyte**)first, options.Length, file, (uint)unsaved.Length,
                    (uint)(CXTranslationUnit_Flags.CXTranslationUnit_DetailedPreprocessingRecord | CXTranslationUnit_Flags.CXTranslationUnit_SkipFunctionBodies),
                    &unit);
            }

            if (code == CXErrorCode.CXError_Success)
                return new ClangUnit(index, unit);
            clang.disposeIndex(index);
            return null;
        }
        finally
        {
            memory.ForEach(Marshal.FreeCoTaskMem);
        }
    }

    /// <summary>The errors in the code, in order.</summary>
    public List<ClangError> Errors()
    {
        var errors = new List<ClangError>();
        for (uint i = 0; i < clang.getNumDiagnostics(Unit); i++)
        {
            var diagnostic = clang.getDiagnostic(Unit, i);
            if (clang.getDiagnosticSeverity(diagnostic) >= CXDiagnosticSeverity.CXDiagnostic_Error)
                errors.Add(new ClangError(Take(clang.getDiagnosticSpelling(diagnostic)), Place(clang.getDiagnosticLocation(diagnostic))));
            clang.disposeDiagnostic(diagnostic);
        }

        return errors;
    }

    /// <summary>The text of a file of the unit.</summary>
    public string ReadFile(nint file)
    {
        nuint size = 0;
        var text = file == 0 ? null : clang.getFileContents(Unit, (void*)file, &size);
        return text is null ? "" : Encoding.UTF8.GetString((byte*)text, (int)size);
    }

    /// <summary>Where a cursor's declaration is.</summary>
    public static ClangPlace Place(CXCursor cursor) => Place(clang.getCursorLocation(cursor));

    /// <summary>The end of a cursor's declaration.</summary>
    public static ClangPlace End(CXCursor cursor) => Place(clang.getRangeEnd(clang.getCursorExtent(cursor)));

    /// <summary>The name that a cursor declares.</summary>
    public static string Spelling(CXCursor cursor) => Take(clang.getCursorSpelling(cursor));

    /// <summary>Calls a function for the children of a cursor; it says whether their children follow.</summary>
    public static void Visit(CXCursor parent, Func<CXCursor, bool> visitor)
    {
        var state = GCHandle.Alloc(visitor);
        _ = clang.visitChildren(parent, &OnChild, (void*)GCHandle.ToIntPtr(state));
        state.Free();
    }

    /// <summary>The fields of a record, unnamed ones included.</summary>
    public static List<CXCursor> Fields(CXType record)
    {
        var fields = new List<CXCursor>();
        var state = GCHandle.Alloc(fields);
        _ = clang.Type_visitFields(record, &OnField, (void*)GCHandle.ToIntPtr(state));
        state.Free();
        return fields;
    }

    /// <summary>The constant that a variable is initialized with: a number, a string, or null.</summary>
    public static object? Evaluate(CXCursor variable)
    {
        var result = clang.Cursor_Evaluate(variable);
        if (result is null)
            return null;
        object? value = clang.EvalResult_getKind(result) switch
        {
            CXEvalResultKind.CXEval_Int when clang.EvalResult_isUnsignedInt(result) != 0 => clang.EvalResult_getAsUnsigned(result),
            CXEvalResultKind.CXEval_Int => clang.EvalResult_getAsLongLong(result),
            CXEvalResultKind.CXEval_StrLiteral => Marshal.PtrToStringUTF8((nint)clang.EvalResult_getAsStr(result)),
            _ => null,
        };
        clang.EvalResult_dispose(result);
        return value;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        clang.disposeTranslationUnit(Unit);
        clang.disposeIndex(_index);
        return true;
    }

    private static ClangPlace Place(CXSourceLocation location)
    {
        void* file;
        uint line, column, offset;
        clang.getExpansionLocation(location, &file, &line, &column, &offset);
        return new ClangPlace(file is null ? "" : Take(clang.getFileName(file)), (int)line, (int)column, (int)offset, (nint)file);
    }

    private static string Take(CXString text)
    {
        var copy = Marshal.PtrToStringUTF8((nint)clang.getCString(text)) ?? "";
        clang.disposeString(text);
        return copy;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static CXChildVisitResult OnChild(CXCursor cursor, CXCursor parent, void* state) =>
        ((Func<CXCursor, bool>)GCHandle.FromIntPtr((nint)state).Target!)(cursor)
            ? CXChildVisitResult.CXChildVisit_Recurse
            : CXChildVisitResult.CXChildVisit_Continue;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static CXVisitorResult OnField(CXCursor cursor, void* state)
    {
        ((List<CXCursor>)GCHandle.FromIntPtr((nint)state).Target!).Add(cursor);
        return CXVisitorResult.CXVisit_Continue;
    }
}
