using System.Runtime.InteropServices;
using System.Text;

namespace Tracegate.Runtime.Libbpf;

/// <summary><c>struct bpf_map_create_opts</c> up to <c>map_extra</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfMapCreateOptions
{
    internal nuint Size;
    internal uint BtfFd;
    internal uint BtfKeyType;
    internal uint BtfValueType;
    internal uint BtfVmlinuxValueType;
    internal uint InnerMapFd;
    internal uint Flags;
    internal ulong Extra;
}

/// <summary><c>struct bpf_map_info</c> up to <c>name</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BpfMapInfo
{
    internal uint Type;
    internal uint Id;
    internal uint KeySize;
    internal uint ValueSize;
    internal uint MaxEntries;
    internal uint Flags;
    private fixed byte name[16];

    internal string NameText
    {
        get
        {
            fixed (byte* text = name)
                return Encoding.UTF8.GetString(new ReadOnlySpan<byte>(text, 16)).TrimEnd('\0');
        }
    }
}
