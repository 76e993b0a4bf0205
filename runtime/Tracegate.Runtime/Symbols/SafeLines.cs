using Microsoft.Win32.SafeHandles;

namespace Tracegate.Runtime.Symbols;

/// <summary>Reads the lines of files that may not exist, such as those of processes that end.</summary>
internal static class SafeLines
{
    /// <summary>Takes a line without its end; false stops.</summary>
    public delegate bool Line(ReadOnlySpan<byte> line);

    /// <summary>Calls <paramref name="each"/> for every line; false if the file cannot be read.</summary>
    public static bool Read(string path, Line each)
    {
        if (Open(path) is not { } file)
            return false;
        using (file)
        {
            var buffer = new byte[64 * 1024];
            var length = 0;
            for (long position = 0; ;)
            {
                var read = ReadAt(file, position, buffer.AsSpan(length));
                position += read;
                length += read;
                var start = 0;
                for (int end; (end = buffer.AsSpan(start, length - start).IndexOf((byte)'\n')) >= 0; start += end + 1)
                {
                    if (!each(buffer.AsSpan(start, end)))
                        return true;
                }

                if (read <= 0)
                {
                    if (start < length)
                        each(buffer.AsSpan(start, length - start));
                    return read == 0;
                }

                // What is left is the beginning of a line; a line longer than the buffer is no line that we know.
                buffer.AsSpan(start, length - start).CopyTo(buffer);
                length = start == 0 && length == buffer.Length ? 0 : length - start;
            }
        }
    }

    /// <summary>Opens a file; null if that fails.</summary>
    public static SafeFileHandle? Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Reads bytes; fewer at the end of the file, -1 on errors.</summary>
    public static int ReadAt(SafeFileHandle file, long position, Span<byte> target)
    {
        try
        {
            return RandomAccess.Read(file, target, position);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return -1;
        }
    }
}
