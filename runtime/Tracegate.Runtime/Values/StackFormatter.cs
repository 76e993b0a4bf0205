using Tracegate.Contract;

namespace Tracegate.Runtime.Values;

/// <summary>Writes stacks (M-out-stack): a newline, then a line for each frame.</summary>
internal sealed class StackFormatter(IValueServices services)
{
    // struct bpf_stack_build_id of include/uapi/linux/bpf.h: s32 status, 20 bytes of build id, u64 offset or address.
    private const int BuildIdFrameSize = 32;
    private const int BuildIdSize = 20;
    private const uint BuildIdValid = 1;

    // Marks a frame that the unwinder could not find.
    private const ulong UnwindFailure = ulong.MaxValue;

    /// <summary>Appends a stack.</summary>
    /// <param name="to">Where to append.</param>
    /// <param name="mode">Form of the lines.</param>
    /// <param name="user">Whether the addresses are of a process.</param>
    /// <param name="data">Stack id, number of frames, pid.</param>
    public void Append(Utf8Buffer to, StackMode mode, bool user, ReadOnlySpan<byte> data)
    {
        var count = Bytes.U32(data, 8);
        var pid = Bytes.U32(data, 12);
        to.Append((byte)'\n');
        if (count == 0)
            return;
        var buildIds = user && mode == StackMode.BuildId;
        var frames = services.Stack(Bytes.U64(data, 0), buildIds);
        if (frames.IsEmpty)
        {
            // Another process of the object cleared the map, or it was full when the stack was taken.
            to.Append("        <stack not stored>\n"u8);
            return;
        }

        if (buildIds)
        {
            AppendBuildIds(to, frames, count);
            return;
        }

        for (var i = 0; i < count && i * 8 < frames.Length; i++)
        {
            var address = Bytes.U64(frames, i * 8);
            if (address == UnwindFailure)
            {
                to.Append("        <unwind failure>\n"u8);
                return;
            }

            AppendFrame(to, mode, user, address, pid);
            to.Append((byte)'\n');
        }
    }

    private void AppendFrame(Utf8Buffer to, StackMode mode, bool user, ulong address, uint pid)
    {
        if (mode is StackMode.Raw or StackMode.BuildId)
        {
            to.AppendBits(address, 4);
            return;
        }

        var perf = mode == StackMode.Perf;
        if (perf)
        {
            to.Append((byte)'\t');
            to.AppendBits(address, 4);
            to.Append((byte)' ');
        }
        else
        {
            to.Fill((byte)' ', 8);
        }

        if (user)
            services.AppendUserSymbol(to, address, pid, uint.MaxValue, offset: true, module: perf);
        else
            services.AppendKernelSymbol(to, address, offset: true);
    }

    private static void AppendBuildIds(Utf8Buffer to, ReadOnlySpan<byte> frames, uint count)
    {
        for (var i = 0; i < count && i * BuildIdFrameSize < frames.Length; i++)
        {
            var frame = Bytes.Slice(frames, i * BuildIdFrameSize, BuildIdFrameSize);
            var offset = Bytes.U64(frame, 4 + BuildIdSize);
            if (Bytes.U32(frame, 0) == BuildIdValid)
            {
                foreach (var b in Bytes.Slice(frame, 4, BuildIdSize))
                    to.AppendHexByte(b);
                to.Append(" 0x"u8);
                var start = to.Length;
                to.AppendBits(offset, 4);
                to.Pad(start, 2, (byte)'0', left: false);
            }
            else
            {
                to.AppendBits(offset, 4);
            }

            to.Append((byte)'\n');
        }
    }
}
