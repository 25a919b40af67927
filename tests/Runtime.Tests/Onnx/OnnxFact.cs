using SemCom.Runtime.Onnx;

namespace SemCom.Runtime.Tests.Onnx;

/// <summary>Skips what needs the native library where eng/fetch-onnxruntime.sh has not been run.</summary>
internal static class OnnxFact
{
    public static OnnxSession Session(byte[] model, OnnxSessionOptions? options = null)
    {
        RequireLibrary();
        return OnnxSession.Load(model, "test.onnx", options);
    }

    public static void RequireLibrary()
    {
        try
        {
            OnnxLibrary.Load();
        }
        catch (SemComException exception)
        {
            Assert.Skip(exception.Message);
        }
    }
}
