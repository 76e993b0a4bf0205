using Tracegate.Compiler.Ir;

namespace Tracegate.Compiler.CodeGen;

/// <summary>
/// Stack memory for keys and values that live no longer than a statement. BPF's stack has 512 bytes, so that memory is
/// used again; LLVM could share it only with lifetime markers around every use.
/// </summary>
internal sealed class Temporaries(IrFunction function)
{
    private readonly List<(IrValue Address, int Size, bool Free)> all = [];
    private readonly Stack<int> taken = new();

    /// <summary>The state that <see cref="Release"/> goes back to.</summary>
    public int Mark() => taken.Count;

    /// <summary>Frees what was taken since the mark.</summary>
    public void Release(int mark)
    {
        while (taken.Count > mark)
        {
            var index = taken.Pop();
            all[index] = all[index] with { Free = true };
        }
    }

    /// <summary>Memory of so many bytes, aligned to 8.</summary>
    public IrValue Take(int size, string name)
    {
        size = Math.Max((size + 7) & ~7, 8);
        var index = all.FindIndex(entry => entry.Free && entry.Size == size);
        if (index < 0)
        {
            index = all.Count;
            all.Add((function.Alloca(size, 8, name), size, false));
        }

        all[index] = all[index] with { Free = false };
        taken.Push(index);
        return all[index].Address;
    }
}
