namespace ClangSharp.Interop;

#pragma warning disable CS1591 // The names are those of clang-c/Index.h.

/// <summary>How a parse ended.</summary>
public enum CXErrorCode
{
    CXError_Success = 0,
    CXError_Failure = 1,
    CXError_Crashed = 2,
    CXError_InvalidArguments = 3,
    CXError_ASTReadError = 4,
}

/// <summary>Options of a parse.</summary>
[Flags]
public enum CXTranslationUnit_Flags
{
    CXTranslationUnit_None = 0,
    CXTranslationUnit_DetailedPreprocessingRecord = 0x01,
    CXTranslationUnit_SkipFunctionBodies = 0x40,
}

/// <summary>How bad a diagnostic is.</summary>
public enum CXDiagnosticSeverity
{
    CXDiagnostic_Ignored = 0,
    CXDiagnostic_Note = 1,
    CXDiagnostic_Warning = 2,
    CXDiagnostic_Error = 3,
    CXDiagnostic_Fatal = 4,
}

/// <summary>What a cursor points at; the kinds that the compiler tells apart.</summary>
public enum CXCursorKind
{
    CXCursor_StructDecl = 2,
    CXCursor_UnionDecl = 3,
    CXCursor_EnumDecl = 5,
    CXCursor_FieldDecl = 6,
    CXCursor_EnumConstantDecl = 7,
    CXCursor_VarDecl = 9,
    CXCursor_TypedefDecl = 20,
    CXCursor_MacroDefinition = 501,
}

/// <summary>The kind of a type; those that the compiler tells apart.</summary>
public enum CXTypeKind
{
    CXType_Invalid = 0,
    CXType_Void = 2,
    CXType_Bool = 3,
    CXType_Char_U = 4,
    CXType_UChar = 5,
    CXType_UShort = 8,
    CXType_UInt = 9,
    CXType_ULong = 10,
    CXType_ULongLong = 11,
    CXType_UInt128 = 12,
    CXType_Char_S = 13,
    CXType_SChar = 14,
    CXType_Short = 16,
    CXType_Int = 17,
    CXType_Long = 18,
    CXType_LongLong = 19,
    CXType_Int128 = 20,
    CXType_Float = 21,
    CXType_Double = 22,
    CXType_LongDouble = 23,
    CXType_Float128 = 30,
    CXType_Pointer = 101,
    CXType_Record = 105,
    CXType_Enum = 106,
    CXType_Typedef = 107,
    CXType_ConstantArray = 112,
    CXType_Vector = 113,
    CXType_IncompleteArray = 114,
    CXType_Elaborated = 119,
}

/// <summary>What a visitor of children asks for next.</summary>
public enum CXChildVisitResult
{
    CXChildVisit_Break,
    CXChildVisit_Continue,
    CXChildVisit_Recurse,
}

/// <summary>What a visitor of fields asks for next.</summary>
public enum CXVisitorResult
{
    CXVisit_Break,
    CXVisit_Continue,
}

/// <summary>What a constant is.</summary>
public enum CXEvalResultKind
{
    CXEval_UnExposed = 0,
    CXEval_Int = 1,
    CXEval_Float = 2,
    CXEval_ObjCStrLiteral = 3,
    CXEval_StrLiteral = 4,
    CXEval_CFStr = 5,
    CXEval_Other = 6,
}
