using System.Runtime.CompilerServices;

namespace ClangSharp.Interop;

#pragma warning disable CS1591 // The names and layouts are those of clang-c.

/// <summary>A translation unit.</summary>
public struct CXTranslationUnitImpl;

/// <summary>The text of a file that takes the place of what is on disk.</summary>
public unsafe struct CXUnsavedFile
{
    public sbyte* Filename;
    public sbyte* Contents;
    public nuint Length;
}

/// <summary>A string of libclang; release it with <see cref="clang.disposeString"/>.</summary>
public unsafe struct CXString
{
    public void* data;
    public uint private_flags;
}

/// <summary>A declaration, a macro, or another node.</summary>
public struct CXCursor
{
    public CXCursorKind kind;
    public int xdata;
    public _data_e__FixedBuffer data;

    [InlineArray(3)]
    public struct _data_e__FixedBuffer
    {
        private nint e0;
    }
}

/// <summary>A C type.</summary>
public struct CXType
{
    public CXTypeKind kind;
    public _data_e__FixedBuffer data;

    [InlineArray(2)]
    public struct _data_e__FixedBuffer
    {
        private nint e0;
    }
}

/// <summary>A place in a source.</summary>
public struct CXSourceLocation
{
    public _ptr_data_e__FixedBuffer ptr_data;
    public uint int_data;

    [InlineArray(2)]
    public struct _ptr_data_e__FixedBuffer
    {
        private nint e0;
    }
}

/// <summary>A range of a source.</summary>
public struct CXSourceRange
{
    public _ptr_data_e__FixedBuffer ptr_data;
    public uint begin_int_data;
    public uint end_int_data;

    [InlineArray(2)]
    public struct _ptr_data_e__FixedBuffer
    {
        private nint e0;
    }
}
