using Microsoft.Win32.SafeHandles;

namespace SemCom.Runtime.Onnx;

/// <summary>An object of ONNX Runtime and the function that releases it.</summary>
internal sealed unsafe class OrtHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly nint _release;

    public OrtHandle(nint value, nint release) : base(ownsHandle: true)
    {
        _release = release;
        SetHandle(value);
    }

    /// <summary>The pointer; valid while the caller keeps this object in use.</summary>
    public nint Value => handle;

    protected override bool ReleaseHandle()
    {
        ((delegate* unmanaged<nint, void>)_release)(handle);
        return true;
    }
}
