using System.Runtime.InteropServices;
using System.Text;

namespace SemCom.Runtime.Onnx;

/// <summary>Names as the C API wants them: zero-terminated UTF-8 that stays at its place as long as this object lives.</summary>
internal sealed unsafe class OnnxNames
{
    private readonly byte[][] _texts;
    private readonly Dictionary<string, nint> _byName = new(StringComparer.Ordinal);

    public OnnxNames(IReadOnlyList<OnnxTensorInfo> infos)
    {
        _texts = new byte[infos.Count][];
        All = new nint[infos.Count];
        for (var i = 0; i < infos.Count; i++)
        {
            var name = infos[i].Name;
            _texts[i] = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(name) + 1, pinned: true);
            Encoding.UTF8.GetBytes(name, _texts[i]);
            fixed (byte* at = &MemoryMarshal.GetArrayDataReference(_texts[i])) // pinned for life
                _byName[name] = All[i] = (nint)at;
        }
    }

    /// <summary>All names, in the model's order.</summary>
    public nint[] All { get; }

    /// <summary>One name.</summary>
    public nint this[string name] => _byName[name];
}
