using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace ClangSharp.Interop;

/// <summary>
/// The part of libclang that reads C for the compiler, under the names and signatures of the ClangSharp.Interop package.
/// Each member is the function <c>clang_</c>+name of <c>clang-c/Index.h</c>; it exists in every libclang from 14 on.
/// </summary>
public static unsafe partial class clang
{
    private const string Library = "libclang";

    static clang() => NativeLibrary.SetDllImportResolver(typeof(clang).Assembly, OnDllImport);

    /// <summary>Asked first when the library is needed; the first handler that returns a non-zero handle decides.</summary>
    public static event DllImportResolver? ResolveLibrary;

    private static nint OnDllImport(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        foreach (DllImportResolver resolver in ResolveLibrary?.GetInvocationList() ?? [])
            if (resolver(libraryName, assembly, searchPath) is var handle && handle != 0)
                return handle;
        return 0;
    }

    /// <summary>A set of translation units; release it with <see cref="disposeIndex"/>.</summary>
    [LibraryImport(Library, EntryPoint = "clang_createIndex")]
    public static partial void* createIndex(int excludeDeclarationsFromPCH, int displayDiagnostics);

    /// <summary>Releases an index.</summary>
    [LibraryImport(Library, EntryPoint = "clang_disposeIndex")]
    public static partial void disposeIndex(void* index);

    /// <summary>Parses a source; release the unit with <see cref="disposeTranslationUnit"/>.</summary>
    [LibraryImport(Library, EntryPoint = "clang_parseTranslationUnit2")]
    public static partial CXErrorCode parseTranslationUnit2(
        void* CIdx, sbyte* source_filename, sbyte** command_line_args, int num_command_line_args,
        CXUnsavedFile* unsaved_files, uint num_unsaved_files, uint options, CXTranslationUnitImpl** out_TU);

    /// <summary>Releases a translation unit.</summary>
    [LibraryImport(Library, EntryPoint = "clang_disposeTranslationUnit")]
    public static partial void disposeTranslationUnit(CXTranslationUnitImpl* param0);

    /// <summary>The cursor whose children are all declarations and macros.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getTranslationUnitCursor")]
    public static partial CXCursor getTranslationUnitCursor(CXTranslationUnitImpl* param0);

    /// <summary>The C text of a string; valid until it is disposed.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getCString")]
    public static partial sbyte* getCString(CXString @string);

    /// <summary>Releases a string.</summary>
    [LibraryImport(Library, EntryPoint = "clang_disposeString")]
    public static partial void disposeString(CXString @string);

    /// <summary>Number of diagnostics of a unit.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getNumDiagnostics")]
    public static partial uint getNumDiagnostics(CXTranslationUnitImpl* Unit);

    /// <summary>A diagnostic; release it with <see cref="disposeDiagnostic"/>.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getDiagnostic")]
    public static partial void* getDiagnostic(CXTranslationUnitImpl* Unit, uint Index);

    /// <summary>Releases a diagnostic.</summary>
    [LibraryImport(Library, EntryPoint = "clang_disposeDiagnostic")]
    public static partial void disposeDiagnostic(void* Diagnostic);

    /// <summary>How bad a diagnostic is.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getDiagnosticSeverity")]
    public static partial CXDiagnosticSeverity getDiagnosticSeverity(void* param0);

    /// <summary>The text of a diagnostic.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getDiagnosticSpelling")]
    public static partial CXString getDiagnosticSpelling(void* param0);

    /// <summary>The place of a diagnostic.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getDiagnosticLocation")]
    public static partial CXSourceLocation getDiagnosticLocation(void* param0);

    /// <summary>File, line, column and byte offset of a location: of the expansion when it lies in a macro.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getExpansionLocation")]
    public static partial void getExpansionLocation(CXSourceLocation location, void** file, uint* line, uint* column, uint* offset);

    /// <summary>The name of a file.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getFileName")]
    public static partial CXString getFileName(void* SFile);

    /// <summary>The text of a file as the unit read it, or null.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getFileContents")]
    public static partial sbyte* getFileContents(CXTranslationUnitImpl* tu, void* file, nuint* size);

    /// <summary>Calls a visitor for the children of a cursor.</summary>
    [LibraryImport(Library, EntryPoint = "clang_visitChildren")]
    public static partial uint visitChildren(
        CXCursor parent, delegate* unmanaged[Cdecl]<CXCursor, CXCursor, void*, CXChildVisitResult> visitor, void* client_data);

    /// <summary>Calls a visitor for the fields of a record, unnamed ones included.</summary>
    [LibraryImport(Library, EntryPoint = "clang_Type_visitFields")]
    public static partial uint Type_visitFields(
        CXType T, delegate* unmanaged[Cdecl]<CXCursor, void*, CXVisitorResult> visitor, void* client_data);

    /// <summary>The name that a cursor declares.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getCursorSpelling")]
    public static partial CXString getCursorSpelling(CXCursor param0);

    /// <summary>Where a cursor's declaration is.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getCursorLocation")]
    public static partial CXSourceLocation getCursorLocation(CXCursor param0);

    /// <summary>The text of a cursor's declaration.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getCursorExtent")]
    public static partial CXSourceRange getCursorExtent(CXCursor param0);

    /// <summary>The end of a range.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getRangeEnd")]
    public static partial CXSourceLocation getRangeEnd(CXSourceRange range);

    /// <summary>Whether a declaration is also a definition.</summary>
    [LibraryImport(Library, EntryPoint = "clang_isCursorDefinition")]
    public static partial uint isCursorDefinition(CXCursor param0);

    /// <summary>Whether a tag has no name.</summary>
    [LibraryImport(Library, EntryPoint = "clang_Cursor_isAnonymous")]
    public static partial uint Cursor_isAnonymous(CXCursor C);

    /// <summary>Whether a macro takes arguments.</summary>
    [LibraryImport(Library, EntryPoint = "clang_Cursor_isMacroFunctionLike")]
    public static partial uint Cursor_isMacroFunctionLike(CXCursor C);

    /// <summary>Bits from the start of the record to a field; negative when there is none.</summary>
    [LibraryImport(Library, EntryPoint = "clang_Cursor_getOffsetOfField")]
    public static partial long Cursor_getOffsetOfField(CXCursor C);

    /// <summary>Bits of a bit-field, -1 for other fields.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getFieldDeclBitWidth")]
    public static partial int getFieldDeclBitWidth(CXCursor C);

    /// <summary>The value of an enumerator.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getEnumConstantDeclValue")]
    public static partial long getEnumConstantDeclValue(CXCursor C);

    /// <summary>The integer type of an enumeration.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getEnumDeclIntegerType")]
    public static partial CXType getEnumDeclIntegerType(CXCursor C);

    /// <summary>The type of a declaration.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getCursorType")]
    public static partial CXType getCursorType(CXCursor C);

    /// <summary>The type without typedefs.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getCanonicalType")]
    public static partial CXType getCanonicalType(CXType T);

    /// <summary>What a pointer points to.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getPointeeType")]
    public static partial CXType getPointeeType(CXType T);

    /// <summary>The element of an array or vector.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getElementType")]
    public static partial CXType getElementType(CXType T);

    /// <summary>The length of an array or vector.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getNumElements")]
    public static partial long getNumElements(CXType T);

    /// <summary>The declaration of a record, an enumeration or a typedef.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getTypeDeclaration")]
    public static partial CXCursor getTypeDeclaration(CXType T);

    /// <summary>The type that a typedef names.</summary>
    [LibraryImport(Library, EntryPoint = "clang_getTypedefDeclUnderlyingType")]
    public static partial CXType getTypedefDeclUnderlyingType(CXCursor C);

    /// <summary>The type that a keyword or a qualifier is written before.</summary>
    [LibraryImport(Library, EntryPoint = "clang_Type_getNamedType")]
    public static partial CXType Type_getNamedType(CXType T);

    /// <summary>Size in bytes; negative for incomplete types.</summary>
    [LibraryImport(Library, EntryPoint = "clang_Type_getSizeOf")]
    public static partial long Type_getSizeOf(CXType T);

    /// <summary>Alignment in bytes; negative for incomplete types.</summary>
    [LibraryImport(Library, EntryPoint = "clang_Type_getAlignOf")]
    public static partial long Type_getAlignOf(CXType T);

    /// <summary>The value of a variable's initializer, or null; release it with <see cref="EvalResult_dispose"/>.</summary>
    [LibraryImport(Library, EntryPoint = "clang_Cursor_Evaluate")]
    public static partial void* Cursor_Evaluate(CXCursor C);

    /// <summary>What the value is.</summary>
    [LibraryImport(Library, EntryPoint = "clang_EvalResult_getKind")]
    public static partial CXEvalResultKind EvalResult_getKind(void* E);

    /// <summary>The value of an integer.</summary>
    [LibraryImport(Library, EntryPoint = "clang_EvalResult_getAsLongLong")]
    public static partial long EvalResult_getAsLongLong(void* E);

    /// <summary>Whether an integer has no sign.</summary>
    [LibraryImport(Library, EntryPoint = "clang_EvalResult_isUnsignedInt")]
    public static partial uint EvalResult_isUnsignedInt(void* E);

    /// <summary>The value of an unsigned integer.</summary>
    [LibraryImport(Library, EntryPoint = "clang_EvalResult_getAsUnsigned")]
    public static partial ulong EvalResult_getAsUnsigned(void* E);

    /// <summary>The text of a string literal.</summary>
    [LibraryImport(Library, EntryPoint = "clang_EvalResult_getAsStr")]
    public static partial sbyte* EvalResult_getAsStr(void* E);

    /// <summary>Releases a value.</summary>
    [LibraryImport(Library, EntryPoint = "clang_EvalResult_dispose")]
    public static partial void EvalResult_dispose(void* E);
}
