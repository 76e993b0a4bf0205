using System.Buffers.Binary;
using System.Text;

namespace Tracegate.Contract.Btf;

/// <summary>Writes raw BTF that stands alone.</summary>
public sealed class BtfWriter
{
    private const int HeaderSize = 24;

    private readonly List<uint> _types = [];
    private readonly List<byte> _strings = [0];
    private readonly Dictionary<string, uint> _offsets = new() { [""] = 0 };
    private int _count = 1;

    /// <summary>Adds a type and returns its id; ids count from 1.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="name">The name; empty for none.</param>
    /// <param name="length">Members, values, parameters or variables; a function's linkage.</param>
    /// <param name="flag">The kind flag: bit-fields, signed enum, union declared.</param>
    /// <param name="sizeOrType">Size in bytes or id of the type referred to.</param>
    /// <param name="rest">The words that follow, by kind.</param>
    public int Add(BtfKind kind, string name, int length, bool flag, int sizeOrType, params ReadOnlySpan<uint> rest)
    {
        uint info = (uint)kind << 24 | (uint)length | (flag ? 1u << 31 : 0);
        int id = Add([String(name), info, (uint)sizeOrType]);
        _types.AddRange(rest);
        return id;
    }

    /// <summary>Adds a type as it is encoded and returns its id.</summary>
    public int Add(ReadOnlySpan<uint> words)
    {
        _types.AddRange(words);
        return _count++;
    }

    /// <summary>Adds a string, without looking whether it is there, and returns its offset.</summary>
    /// <param name="text">UTF-8 without NUL.</param>
    public uint AddString(ReadOnlySpan<byte> text)
    {
        uint offset = (uint)_strings.Count;
        _strings.AddRange(text);
        _strings.Add(0);
        return offset;
    }

    /// <summary>The offset of a string in the string section, where it is kept once.</summary>
    public uint String(string text)
    {
        if (_offsets.TryGetValue(text, out uint offset))
            return offset;
        offset = (uint)_strings.Count;
        _strings.AddRange(Encoding.UTF8.GetBytes(text + '\0'));
        return _offsets[text] = offset;
    }

    /// <summary>The file.</summary>
    public byte[] ToArray()
    {
        byte[] result = new byte[HeaderSize + _types.Count * 4 + _strings.Count];
        Span<byte> span = result;
        BinaryPrimitives.WriteUInt16LittleEndian(span, 0xeb9f);
        span[2] = 1;
        ReadOnlySpan<int> header = [HeaderSize, 0, _types.Count * 4, _types.Count * 4, _strings.Count];
        for (int index = 0; index < header.Length; index++)
            BinaryPrimitives.WriteInt32LittleEndian(span[(4 + index * 4)..], header[index]);
        for (int index = 0; index < _types.Count; index++)
            BinaryPrimitives.WriteUInt32LittleEndian(span[(HeaderSize + index * 4)..], _types[index]);
        _strings.CopyTo(result, HeaderSize + _types.Count * 4);
        return result;
    }
}
