// Reads a .glb or .fbx with three.js, which shares no code with Blender, and prints what a game would see, as JSON.
// Usage: node three_read.mjs FILE [SAMPLES_PER_CLIP]
// Output: {unitScale, nodes: [{name, type, position, quaternion, scale, box}], skins: [{name, joints, maxInfluences}],
//   morphs: {mesh: [names]}, clips: [{name, duration, times, joints: {bone: [[x, y, z] per time]},
//     skinBoxes: [[min, max] of all skinned vertices per time]}]}
// Positions are world positions in the file's own units; quaternions are x, y, z, w.
import fs from "node:fs";
import path from "node:path";

// What the loaders expect of a browser. Textures are never decoded.
globalThis.self = globalThis;
globalThis.window = globalThis;
globalThis.document = {
  createElementNS: () => ({ addEventListener() {}, removeEventListener() {}, style: {} }),
};
const THREE = await import("three");

const [file, samplesText] = process.argv.slice(2);
const samples = Number(samplesText ?? 5);
const bytes = fs.readFileSync(file);
const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);

let root, clips, unitScale = 1;
if (path.extname(file).toLowerCase() === ".fbx") {
  const { FBXLoader } = await import("three/addons/loaders/FBXLoader.js");
  root = new FBXLoader().parse(buffer, "");
  clips = root.animations;
  unitScale = root.userData?.unitScaleFactor ?? 1;
} else {
  const { GLTFLoader } = await import("three/addons/loaders/GLTFLoader.js");
  const gltf = await new Promise((resolve, reject) => new GLTFLoader().parse(buffer, "", resolve, reject));
  root = gltf.scene;
  clips = gltf.animations;
}

root.updateMatrixWorld(true);
const nodes = [], skins = [], morphs = {}, bones = [], skinned = [];
root.traverse((node) => {
  if (node.isBone) bones.push(node);
  const entry = {
    name: node.name, type: node.isSkinnedMesh ? "SkinnedMesh" : node.type, parent: node.parent?.name ?? null,
    position: node.getWorldPosition(new THREE.Vector3()).toArray(),
    quaternion: node.quaternion.toArray(), scale: node.scale.toArray(),
  };
  if (node.isMesh) {
    const box = new THREE.Box3().setFromBufferAttribute(node.geometry.attributes.position);
    entry.box = [box.min.toArray(), box.max.toArray()];
    entry.vertices = node.geometry.attributes.position.count;
    if (node.morphTargetDictionary) morphs[node.name] = Object.keys(node.morphTargetDictionary);
  }
  if (node.isSkinnedMesh) {
    skinned.push(node);
    const weights = node.geometry.attributes.skinWeight;
    let most = 0, worst = 0;
    for (let v = 0; v < weights.count; v++) {
      let used = 0, sum = 0;
      for (let k = 0; k < weights.itemSize; k++) {
        const w = weights.getComponent(v, k);
        if (w > 0) used++;
        sum += w;
      }
      most = Math.max(most, used);
      worst = Math.max(worst, Math.abs(sum - 1));
    }
    skins.push({ name: node.name, joints: node.skeleton.bones.map((b) => b.name), maxInfluences: most, sumError: worst });
  }
  nodes.push(entry);
});

const out = [];
for (const clip of clips) {
  const mixer = new THREE.AnimationMixer(root);
  const action = mixer.clipAction(clip);
  action.setLoop(THREE.LoopOnce);
  action.clampWhenFinished = true; // else the last time wraps to the first
  action.play();
  const times = [], skinBoxes = [], joints = Object.fromEntries(bones.map((b) => [b.name, []]));
  for (let i = 0; i < samples; i++) {
    const time = samples > 1 ? (clip.duration * i) / (samples - 1) : 0;
    times.push(time);
    mixer.setTime(time);
    root.updateMatrixWorld(true);
    for (const bone of bones) joints[bone.name].push(bone.getWorldPosition(new THREE.Vector3()).toArray());
    const box = new THREE.Box3(), vertex = new THREE.Vector3();
    for (const mesh of skinned) {
      mesh.skeleton.update();
      for (let v = 0; v < mesh.geometry.attributes.position.count; v++) {
        box.expandByPoint(mesh.localToWorld(mesh.getVertexPosition(v, vertex)));
      }
    }
    skinBoxes.push([box.min.toArray(), box.max.toArray()]);
  }
  mixer.stopAllAction();
  mixer.uncacheRoot(root);
  out.push({ name: clip.name, duration: clip.duration, times, joints, skinBoxes });
}
process.stdout.write(JSON.stringify({ unitScale, nodes, skins, morphs, clips: out }));
