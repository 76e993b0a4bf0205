using System.Collections.Concurrent;

namespace Tracegate.Compiler.Btf;

/// <summary>A kernel's types: vmlinux first, then its modules, which are opened only when a name is not found before.</summary>
public sealed class BtfView
{
    private readonly Lazy<IReadOnlyList<BtfFile>> _modules;
    private readonly ConcurrentDictionary<(BtfKind, string), BtfType?> _found = new();

    /// <summary>A view of a kernel.</summary>
    /// <param name="kernel">vmlinux.</param>
    /// <param name="modules">Opens the modules' split BTF; called once, by the first name that vmlinux lacks.</param>
    public BtfView(BtfFile kernel, Func<IReadOnlyList<BtfFile>>? modules = null)
    {
        Kernel = kernel;
        _modules = new Lazy<IReadOnlyList<BtfFile>>(modules ?? (() => []));
    }

    /// <summary>The types of vmlinux.</summary>
    public BtfFile Kernel { get; }

    /// <summary>The modules' types.</summary>
    public IReadOnlyList<BtfFile> Modules => _modules.Value;

    /// <summary>vmlinux, then the modules.</summary>
    public IEnumerable<BtfFile> Files => Modules.Prepend(Kernel);

    /// <summary>A struct by name, without <c>struct</c>.</summary>
    public BtfComposite? FindStruct(string name) => (BtfComposite?)Find(BtfKind.Struct, name);

    /// <summary>A union by name, without <c>union</c>.</summary>
    public BtfComposite? FindUnion(string name) => (BtfComposite?)Find(BtfKind.Union, name);

    /// <summary>An enum by name, without <c>enum</c>.</summary>
    public BtfEnum? FindEnum(string name) => (BtfEnum?)(Find(BtfKind.Enum, name) ?? Find(BtfKind.Enum64, name));

    /// <summary>A typedef by name.</summary>
    public BtfTypedef? FindTypedef(string name) => (BtfTypedef?)Find(BtfKind.Typedef, name);

    /// <summary>An integer by its C name, such as <c>unsigned int</c>.</summary>
    public BtfInt? FindInt(string name) => (BtfInt?)Find(BtfKind.Int, name);

    /// <summary>A function of the kernel, or of a module when one is named.</summary>
    public BtfFunction? FindFunction(string name, string? module = null) => (BtfFunction?)(module is null
        ? Find(BtfKind.Function, name)
        : FileOf(module)?.Named(BtfKind.Function, name).FirstOrDefault());

    /// <summary>An enum that declares a value of this name, and the value.</summary>
    public (BtfEnum Enum, BtfEnumerator Value)? FindEnumerator(string name)
    {
        BtfEnum? found = Kernel.EnumsWith(name).FirstOrDefault() ?? Modules.SelectMany(module => module.EnumsWith(name)).FirstOrDefault();
        return found is null ? null : (found, found.Values.First(value => value.Name == name));
    }

    /// <summary>The first type of a kind and name; null when no file has one.</summary>
    public BtfType? Find(BtfKind kind, string name) => _found.GetOrAdd((kind, name), _ =>
        Kernel.Named(kind, name).FirstOrDefault() ?? Modules.SelectMany(module => module.Named(kind, name)).FirstOrDefault());

    /// <summary>The names of all functions, of one module when one is named.</summary>
    public IEnumerable<string> FunctionNames(string? module = null) => module is null
        ? Files.SelectMany(file => file.Names(BtfKind.Function))
        : FileOf(module)?.Names(BtfKind.Function) ?? [];

    private BtfFile? FileOf(string module) => Files.FirstOrDefault(file => file.Name == module);
}
