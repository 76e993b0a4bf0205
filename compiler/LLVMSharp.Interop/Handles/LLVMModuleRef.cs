namespace LLVMSharp.Interop;

/// <summary>A parsed module; it belongs to its context.</summary>
public unsafe record struct LLVMModuleRef(nint Handle) : IDisposable
{
    /// <summary>The native pointer.</summary>
    public nint Handle = Handle;

    /// <summary>Wraps the pointer.</summary>
    public static implicit operator LLVMModuleRef(LLVMOpaqueModule* value) => new((nint)value);

    /// <summary>Unwraps the pointer.</summary>
    public static implicit operator LLVMOpaqueModule*(LLVMModuleRef value) => (LLVMOpaqueModule*)value.Handle;

    /// <summary>The target triple.</summary>
    public readonly string Target
    {
        get => MarshaledString.Read(LLVM.GetTarget(this));
        set
        {
            using var triple = new MarshaledString(value);
            LLVM.SetTarget(this, triple);
        }
    }

    /// <summary>Checks the module; the message lists what is wrong.</summary>
    public readonly bool TryVerify(LLVMVerifierFailureAction Action, out string OutMessage)
    {
        sbyte* message = null;
        int result = LLVM.VerifyModule(this, Action, &message);
        OutMessage = MarshaledString.Read(message);
        if (message != null)
            LLVM.DisposeMessage(message);
        return result == 0;
    }

    /// <summary>Runs a pass pipeline given in opt's syntax.</summary>
    public readonly bool TryRunPasses(string Passes, LLVMTargetMachineRef TM, LLVMPassBuilderOptionsRef Options, out string OutMessage)
    {
        using var passes = new MarshaledString(Passes);
        LLVMOpaqueError* error = LLVM.RunPasses(this, passes, TM, Options);
        if (error == null)
        {
            OutMessage = "";
            return true;
        }
        sbyte* message = LLVM.GetErrorMessage(error);
        OutMessage = MarshaledString.Read(message);
        LLVM.DisposeErrorMessage(message);
        return false;
    }

    /// <summary>The module as textual IR.</summary>
    public readonly string PrintToString()
    {
        sbyte* text = LLVM.PrintModuleToString(this);
        string result = MarshaledString.Read(text);
        LLVM.DisposeMessage(text);
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Handle != 0)
            LLVM.DisposeModule(this);
        Handle = 0;
    }
}
