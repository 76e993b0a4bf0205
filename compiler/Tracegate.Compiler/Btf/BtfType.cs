namespace Tracegate.Compiler.Btf;

/// <summary>A type of the kernel's BTF (Documentation/bpf/btf.rst).</summary>
public abstract record BtfType;
